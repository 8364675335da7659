using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.Email;

/// <summary>Makes the events of a mail: for the intake when it arrives, and for the customer's webhooks.</summary>
internal static class MailEvents
{
    public const string
        /// <summary>Stands in for Meta's object name.</summary>
        Object = "email",
        /// <summary>The type of every mail in the history.</summary>
        Type = "email";

    /// <summary>The event stores the body unchanged. <see cref="InboundMailRules"/> must have accepted it.</summary>
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
        var data = new MessageEvent(MessageDetails.Read(row.Details))
        {
            MessageId = row.Id,
            Channel = row.Channel,
            AccountId = account.Id,
            ContactId = row.ContactId,
            ContactName = row.ContactName,
            Direction = row.Direction,
            Source = row.Source,
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

    // A mail that is posted again must not become a second event. It is recognized by its message id, or by its content
    // if it has no id.
    private static Guid KeyOf(Guid account, string? messageId, ReadOnlySpan<byte> body)
    {
        var what = messageId is not null ? "i|" + messageId : "h|" + Convert.ToHexStringLower(SHA256.HashData(body));
        return new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes($"mail|{account}|{what}")).AsSpan(0, 16),
            bigEndian: true
        );
    }
}
