using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Inbound;
using Patchbay.Server.Integrations;

namespace Patchbay.Server.Mail;

/// <summary>A posted mail as an event of the intake.</summary>
internal static class MailEvents
{
    /// <summary>In place of Meta's name of the kind of account.</summary>
    public const string Object = "email";

    /// <summary>The body stays as it came, and must be one that <see cref="InboundMailRules"/> finds good.</summary>
    public static SplitEvent Of(AccountRow account, ReadOnlyMemory<byte> body)
    {
        var id = account.Id.ToString();
        return new SplitEvent(Object, id, null, "messages", InboundKind.Message, KeyOf(id, body), body);
    }

    // One mail is one event, however often it is posted: by its message id, or without one by what it says.
    private static Guid KeyOf(string account, ReadOnlyMemory<byte> body)
    {
        var (mail, _) = InboundMailRules.Read(body);
        var what = mail!.Content.MessageId is { } messageId ? "i|" + messageId : "h|" + Convert.ToHexStringLower(SHA256.HashData(body.Span));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"mail|{account}|{what}")).AsSpan(0, 16), bigEndian: true);
    }
}
