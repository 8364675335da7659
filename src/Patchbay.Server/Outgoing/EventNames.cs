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
        TemplateStatusUpdated = "template.status_updated",
        AccountUpdated = "account.updated",
        ConnectionUpdated = "connection.updated",
        ConnectionDisconnected = "connection.disconnected",
        ConnectionSuspended = "connection.suspended",
        ConnectionTokenExpiring = "connection.token_expiring",
        PaymentUpdated = "payment.updated",
        OnboardingLinkCompleted = "onboarding_link.completed",
        OnboardingLinkAbandoned = "onboarding_link.abandoned",
        OnboardingLinkFailed = "onboarding_link.failed",
        WebhookFailing = "webhook.failing",
        WebhookDisabled = "webhook.disabled",
        WebhookTest = "webhook.test";

    private static readonly string[] Statuses = [MessageSent, MessageDelivered, MessageRead, MessageFailed];

    public static readonly string[] Known =
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

    /// <summary>Returns the event of a message status; null for a status that has none, such as played.</summary>
    public static string? OfStatus(string status) => Array.Find(Statuses, name => name == $"message.{status}");

    /// <summary>
    /// Whether subscriptions include an event. <c>message.status_updated</c> includes all four statuses.
    /// </summary>
    public static bool Matches(IReadOnlyCollection<string> subscribed, string name) =>
        subscribed.Contains(All)
        || subscribed.Contains(name)
        || (Statuses.Contains(name) && subscribed.Contains(MessageStatusUpdated));
}
