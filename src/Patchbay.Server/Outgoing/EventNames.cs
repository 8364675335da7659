namespace Patchbay.Server.Outgoing;

/// <summary>The names of all events that endpoints can subscribe to.</summary>
public static class EventNames
{
    public const string All = "*",
        PhoneNumberConnected = "phone_number.connected",
        PhoneNumberDisconnected = "phone_number.disconnected",
        PhoneNumberUpdated = "phone_number.updated",
        MessageReceived = "message.received",
        MessageSent = "message.sent",
        MessageDelivered = "message.delivered",
        MessageRead = "message.read",
        MessageFailed = "message.failed",
        MessageStatusUpdated = "message.status_updated",
        MessageEdited = "message.edited",
        MessageRevoked = "message.revoked",
        TemplateStatusUpdated = "template.status_updated",
        AccountUpdated = "account.updated",
        AccountAlert = "account.alert",
        CallReceived = "call.received",
        CallEnded = "call.ended",
        CallStatusUpdated = "call.status_updated",
        ContactPreferencesUpdated = "contact.preferences_updated",
        ContactUpdated = "contact.updated",
        TemplateQualityUpdated = "template.quality_updated",
        TemplateCategoryUpdated = "template.category_updated",
        TemplateComponentsUpdated = "template.components_updated",
        FlowUpdated = "flow.updated",
        GroupUpdated = "group.updated",
        SecurityUpdated = "security.updated",
        ConversationHandover = "conversation.handover",
        ConversationStandby = "conversation.standby",
        PhoneNumberSyncUpdated = "phone_number.sync_updated",
        PhoneNumberOffboarded = "phone_number.offboarded",
        PhoneNumberReconnected = "phone_number.reconnected",
        ConnectionUpdated = "connection.updated",
        ConnectionDisconnected = "connection.disconnected",
        ConnectionSuspended = "connection.suspended",
        ConnectionTokenExpiring = "connection.token_expiring",
        ConnectionCallbackMoved = "connection.callback_moved",
        PaymentUpdated = "payment.updated",
        OnboardingLinkCompleted = "onboarding_link.completed",
        OnboardingLinkAbandoned = "onboarding_link.abandoned",
        OnboardingLinkFailed = "onboarding_link.failed",
        WebhookFailing = "webhook.failing",
        WebhookDisabled = "webhook.disabled",
        WebhookTest = "webhook.test";

    private static readonly string[] Statuses = [MessageSent, MessageDelivered, MessageRead, MessageFailed];

    /// <summary>The names that payload version 1 has too.</summary>
    private static readonly string[] KnownInFirst =
    [
        PhoneNumberConnected,
        PhoneNumberDisconnected,
        PhoneNumberUpdated,
        MessageReceived,
        MessageSent,
        MessageDelivered,
        MessageRead,
        MessageFailed,
        MessageStatusUpdated,
        TemplateStatusUpdated,
        AccountUpdated,
        ConnectionUpdated,
        ConnectionDisconnected,
        ConnectionSuspended,
        ConnectionTokenExpiring,
        PaymentUpdated,
        OnboardingLinkCompleted,
        OnboardingLinkAbandoned,
        OnboardingLinkFailed,
        WebhookFailing,
        WebhookDisabled,
    ];

    /// <summary>The names that endpoints of the current payload version can subscribe to.</summary>
    public static readonly string[] Known =
    [
        .. KnownInFirst,
        MessageEdited,
        MessageRevoked,
        AccountAlert,
        CallReceived,
        CallEnded,
        CallStatusUpdated,
        ContactPreferencesUpdated,
        ContactUpdated,
        TemplateQualityUpdated,
        TemplateCategoryUpdated,
        TemplateComponentsUpdated,
        FlowUpdated,
        GroupUpdated,
        SecurityUpdated,
        ConversationHandover,
        ConversationStandby,
        PhoneNumberSyncUpdated,
        PhoneNumberOffboarded,
        PhoneNumberReconnected,
        ConnectionCallbackMoved,
    ];

    /// <summary>The names of a payload version.</summary>
    public static string[] KnownIn(int version) => version == EventVersions.First ? KnownInFirst : Known;

    /// <summary>Returns the event of a message status; null for a status that has none, such as played.</summary>
    public static string? OfStatus(string status) => Array.Find(Statuses, name => name == $"message.{status}");

    /// <summary>
    /// Whether subscriptions include an event. <c>message.status_updated</c> includes all four statuses.
    /// </summary>
    public static bool Matches(IReadOnlyCollection<string> subscribed, string name) =>
        subscribed.Contains(All)
        || subscribed.Contains(name)
        || (Statuses.Contains(name) && subscribed.Contains(MessageStatusUpdated));

    /// <summary>One subscription in place of two, with the names that a payload version has.</summary>
    public static IReadOnlyCollection<string> Merge(
        IReadOnlyCollection<string> subscribed,
        IReadOnlyCollection<string> also,
        int version
    ) =>
        subscribed.Contains(All) || also.Contains(All)
            ? [All]
            : [.. subscribed.Union(also.Intersect(KnownIn(version)))];
}
