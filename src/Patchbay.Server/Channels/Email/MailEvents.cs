using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.Email;

/// <summary>A mail as an event: of the intake where it comes in, and of the customer's webhooks.</summary>
internal static class MailEvents
{
    public const string
        /// <summary>In place of Meta's name of the kind of account.</summary>
        Object = "email",
        /// <summary>A message's type: a mail has no other.</summary>
        Type = "email";

    /// <summary>The body stays as it came, and must be one that <see cref="InboundMailRules"/> finds good.</summary>
    public static SplitEvent Incoming(AccountRow account, ReadMail mail, ReadOnlyMemory<byte> body) =>
        new(
            Object,
            account.Id.ToString(),
            null,
            "messages",
            InboundKind.Message,
            KeyOf(account.Id, mail.Content.MessageId, body.Span),
            body
        );

    public static NewEvent NewEvent(string name, AccountRow account, MessageRow row, string status, string content)
    {
        var data = new MessageEvent
        {
            MessageId = row.Id,
            Channel = row.Channel,
            AccountId = account.Id,
            ContactId = row.ContactId,
            ContactName = row.ContactName,
            Direction = row.Direction,
            Type = row.Type,
            Content = JsonLists.Raw(content),
            MailMessageId = row.ProviderMessageId,
            Status = status,
            Timestamp = row.OccurredAt,
        };
        return new NewEvent(name, row.OccurredAt, Wire.Text(data, MessageJson.Default.MessageEvent))
        {
            Contact = row.ContactId,
            ConnectionId = account.Id.ToString(),
            Channel = row.Channel,
        };
    }

    // One mail is one event, however often it is posted: by its message id, or without one by what it says.
    private static Guid KeyOf(Guid account, string? messageId, ReadOnlySpan<byte> body)
    {
        var what = messageId is not null ? "i|" + messageId : "h|" + Convert.ToHexStringLower(SHA256.HashData(body));
        return new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes($"mail|{account}|{what}")).AsSpan(0, 16),
            bigEndian: true
        );
    }
}
