using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using HistoryEvent = Patchbay.Graph.MessageHistory.MessageEvent;

namespace Patchbay.Server.Channels.WhatsApp.Recovery;

/// <summary>Turns Meta's delivery history of a message into the webhooks that should have come.</summary>
internal static class RecoveredStatuses
{
    /// <summary>The member that marks a status that no webhook brought.</summary>
    public const string Mark = "from_message_history";

    private static readonly string[] Known = ["sent", "delivered", "read", "failed"];

    public static IReadOnlyList<SplitEvent> Of(
        PhoneRow phone,
        string metaWabaId,
        MessageRow message,
        IEnumerable<HistoryEvent> history
    ) =>
        [
            .. history
                .Select(news => (News: news, Status: news.DeliveryStatus?.Value.ToLowerInvariant() ?? ""))
                .Where(entry => Known.Contains(entry.Status))
                .OrderBy(entry => entry.News.Timestamp)
                .ThenBy(entry => StatusRules.Rank(entry.Status))
                .SelectMany(entry => Split(phone, metaWabaId, StatusOf(message, entry.News, entry.Status))),
        ];

    private static JsonObject StatusOf(MessageRow message, HistoryEvent news, string status)
    {
        var item = new JsonObject
        {
            ["id"] = message.ProviderMessageId,
            ["status"] = status,
            ["timestamp"] = news.Timestamp?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [Mark] = true,
        };
        if (message.ContactId is { } contact)
            item["recipient_id"] = contact;
        if (news.ErrorDescription is { } error)
            item["errors"] = new JsonArray(new JsonObject { ["title"] = error });
        return item;
    }

    // The webhook itself may still come and says more, so the event has a key of its own.
    private static IEnumerable<SplitEvent> Split(PhoneRow phone, string metaWabaId, JsonObject status)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject
            {
                ["display_phone_number"] = MetaJson.Digits(phone.DisplayPhoneNumber),
                ["phone_number_id"] = phone.MetaPhoneNumberId,
            },
            ["statuses"] = new JsonArray(status),
        };
        var change = new JsonObject { ["value"] = value, ["field"] = "messages" };
        var entry = new JsonObject { ["id"] = metaWabaId, ["changes"] = new JsonArray(change) };
        var body = new JsonObject { ["object"] = WhatsAppKind.Settings.Meta!.Object, ["entry"] = new JsonArray(entry) };
        var bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        return (PayloadSplitter.Split(phone.Environment, bytes) ?? []).Select(split =>
            split with
            {
                Key = KeyOf(split.Key),
            }
        );
    }

    private static Guid KeyOf(Guid key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. key.ToByteArray(), .. "recovered"u8], hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
