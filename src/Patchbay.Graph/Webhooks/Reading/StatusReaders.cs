using Json = Patchbay.Graph.Webhooks.WebhooksJson;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>Readers of message statuses. A reader is declared after the readers of its parts.</summary>
internal static class StatusReaders
{
    private static readonly EnumReader<DeliveryStatus> _status = new(
        DeliveryStatus.Sent,
        DeliveryStatus.Delivered,
        DeliveryStatus.Read,
        DeliveryStatus.Played,
        DeliveryStatus.Failed
    );

    private static readonly EnumReader<PricingModel> _model = new(PricingModel.Cbp, PricingModel.Pmp);

    private static readonly ObjectReader<ConversationOrigin> _origin = new ObjectReader<ConversationOrigin>(static () =>
        new()
    ).Text("type", static (t, v) => t.Type = v);

    private static readonly ObjectReader<StatusPricing> _pricing = new ObjectReader<StatusPricing>(static () => new())
        .Flag("billable", static (t, v) => t.Billable = v)
        .Value("pricing_model", _model, static (t, v) => t.PricingModel = v)
        .Text("type", static (t, v) => t.Type = v)
        .Text("category", static (t, v) => t.Category = v)
        .Text("tier", static (t, v) => t.Tier = v);

    private static readonly ObjectReader<StatusConversation> _conversation = new ObjectReader<StatusConversation>(
        static () =>
            new()
    )
        .Text("id", static (t, v) => t.Id = v)
        .Whole("expiration_timestamp", static (t, v) => t.ExpirationTimestamp = v)
        .Value("origin", _origin, static (t, v) => t.Origin = v)
        .Value("pricing", _pricing, static (t, v) => t.Pricing = v);

    public static readonly ObjectReader<MessageStatus> Status = new ObjectReader<MessageStatus>(static () => new())
        .Required("id", static (t, v) => t.Id = v)
        .Value("status", _status, static (t, v) => t.Status = v)
        .Whole("timestamp", static (t, v) => t.Timestamp = v)
        .Text("type", static (t, v) => t.Type = v)
        .Text("recipient_id", static (t, v) => t.RecipientId = v)
        .Text("recipient_user_id", static (t, v) => t.RecipientUserId = v)
        .Text("parent_recipient_user_id", static (t, v) => t.ParentRecipientUserId = v)
        .Text("parent_user_id", static (t, v) => t.ParentUserId = v)
        .Text("recipient_type", static (t, v) => t.RecipientType = v)
        .Text("recipient_participant_id", static (t, v) => t.RecipientParticipantId = v)
        .Text("participant_recipient_id", static (t, v) => t.ParticipantRecipientId = v)
        .Text("recipient_participant_user_id", static (t, v) => t.RecipientParticipantUserId = v)
        .Text("recipient_identity_key_hash", static (t, v) => t.RecipientIdentityKeyHash = v)
        .Text("group_id", static (t, v) => t.GroupId = v)
        .Text("biz_opaque_callback_data", static (t, v) => t.BizOpaqueCallbackData = v)
        .Id("template_id", static (t, v) => t.TemplateId = v)
        .Value("conversation", _conversation, static (t, v) => t.Conversation = v)
        .Value("pricing", _pricing, static (t, v) => t.Pricing = v)
        .Rare("payment", Json.Default.StatusPayment, static (t, v) => t.Payment = v)
        .Rare("errors", Json.Default.IReadOnlyListWebhookError, static (t, v) => t.Errors = v);
}
