using System.Text.Json;
using Json = Patchbay.Graph.Webhooks.WebhooksJson;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>
/// Readers of the frame of every webhook and of its most frequent value. A reader is declared after the readers of its
/// parts. The serializer reads the rest, with the same result.
/// </summary>
internal static class WebhookReaders
{
    private static readonly EnumReader<WebhookObject> _object = new(
        WebhookObject.WhatsappBusinessAccount,
        WebhookObject.Instagram,
        WebhookObject.Page
    );

    private static readonly ObjectReader<NumberMetadata> _metadata = new ObjectReader<NumberMetadata>(static () =>
        new()
    )
        .Text("display_phone_number", static (t, v) => t.DisplayPhoneNumber = v)
        .Id("phone_number_id", static (t, v) => t.PhoneNumberId = v);

    private static readonly ObjectReader<ContactProfile> _profile = new ObjectReader<ContactProfile>(static () => new())
        .Text("name", static (t, v) => t.Name = v)
        .Text("username", static (t, v) => t.Username = v);

    private static readonly ObjectReader<WebhookContact> _contact = new ObjectReader<WebhookContact>(static () => new())
        .Value("profile", _profile, static (t, v) => t.Profile = v)
        .Text("wa_id", static (t, v) => t.WaId = v)
        .Text("user_id", static (t, v) => t.UserId = v)
        .Text("parent_user_id", static (t, v) => t.ParentUserId = v)
        .Text("identity_key_hash", static (t, v) => t.IdentityKeyHash = v)
        .Text("username", static (t, v) => t.Username = v);

    public static readonly ObjectReader<MessagingValue> Messages = new ObjectReader<MessagingValue>(static () => new())
        .Text("messaging_product", static (t, v) => t.MessagingProduct = v)
        .Value("metadata", _metadata, static (t, v) => t.Metadata = v)
        .List("contacts", _contact, static (t, v) => t.Contacts = v)
        .List("messages", MessageReaders.Message, static (t, v) => t.Messages = v)
        .List("statuses", StatusReaders.Status, static (t, v) => t.Statuses = v)
        .Rare("errors", Json.Default.IReadOnlyListWebhookError, static (t, v) => t.Errors = v)
        .Rare("calls", Json.Default.IReadOnlyListCallEvent, static (t, v) => t.Calls = v)
        .Rare("history", Json.Default.IReadOnlyListHistoryChunk, static (t, v) => t.History = v)
        .List("message_echoes", MessageReaders.Message, static (t, v) => t.MessageEchoes = v)
        .Rare("state_sync", Json.Default.IReadOnlyListStateSync, static (t, v) => t.StateSync = v)
        .Rare("user_preferences", Json.Default.IReadOnlyListUserPreference, static (t, v) => t.UserPreferences = v)
        .Rare("automatic_events", Json.Default.IReadOnlyListAutomaticEvent, static (t, v) => t.AutomaticEvents = v)
        .Rare("groups", Json.Default.IReadOnlyListGroupEvent, static (t, v) => t.Groups = v)
        .Text("initiated_by", static (t, v) => t.InitiatedBy = v);

    private static readonly ObjectReader<WebhookEntry> _entry = new ObjectReader<WebhookEntry>(static () => new())
        .Id("id", static (t, v) => t.Id = v)
        .Whole("time", static (t, v) => t.Time = v)
        .List("changes", new ChangeReader(), static (t, v) => t.Changes = v)
        .Rare("messaging", Json.Default.IReadOnlyListMessagingEvent, static (t, v) => t.Messaging = v)
        .Rare("standby", Json.Default.IReadOnlyListMessagingEvent, static (t, v) => t.Standby = v)
        .Rare("changed_fields", Json.Default.IReadOnlyListString, static (t, v) => t.ChangedFields = v)
        .Text("field", static (t, v) => t.Field = v)
        .Rare("value", Json.Default.NullableJsonElement, static (t, v) => t.Value = v);

    public static readonly ObjectReader<WebhookPayload> Payload = new ObjectReader<WebhookPayload>(static () => new())
        .Value("object", _object, static (t, v) => t.Object = v)
        .List("entry", _entry, static (t, v) => t.Entry = v ?? throw new JsonException("The entry is null."));

    private sealed class ChangeReader : ValueReader<WebhookChange>
    {
        public override WebhookChange Read(ref Utf8JsonReader reader) => WebhookChangeConverter.ReadChange(ref reader);
    }
}
