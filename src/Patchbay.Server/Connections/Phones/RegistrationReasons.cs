namespace Patchbay.Server.Connections.Phones;

/// <summary>The stable codes of why a number is not registered at Meta, and what to do about each.</summary>
internal static class RegistrationReasons
{
    public const string NotRegistered = "phone_not_registered",
        PinRequired = "two_step_pin_required",
        PinWrong = "two_step_pin_wrong",
        PinWait = "two_step_pin_wait",
        PinLocked = "two_step_pin_locked",
        LimitReached = "registration_limit_reached",
        RecentlyDeleted = "number_recently_deleted",
        NotVerified = "number_not_verified";

    private static readonly string[] All =
    [
        NotRegistered,
        PinRequired,
        PinWrong,
        PinWait,
        PinLocked,
        LimitReached,
        RecentlyDeleted,
        NotVerified,
    ];

    public static bool Contains(string? reason) => reason is not null && All.Contains(reason);

    /// <summary>The reason that is left when a wait is over and nothing more is known.</summary>
    public static string? WithoutWait(string? reason) =>
        reason is PinWait or PinLocked or LimitReached or RecentlyDeleted ? NotRegistered : reason;

    /// <summary>Whether the number is known to have a PIN of its owner's.</summary>
    public static bool IsOfPin(string? reason) => reason is PinRequired or PinWrong;

    public static string NextAction(string reason) =>
        reason switch
        {
            PinRequired or PinWrong => NextActions.SendPin,
            PinWait or PinLocked or LimitReached or RecentlyDeleted => NextActions.Wait,
            NotVerified => NextActions.SeeWhatsAppManager,
            _ => NextActions.RegisterNumber,
        };

    public static string Sentence(string reason) =>
        reason switch
        {
            PinRequired => "The owner of the number has set a two-step PIN; send it as 'pin'.",
            PinWrong => "Meta does not accept this two-step PIN of the number.",
            PinWait => "PINs of the number were tried too fast; Meta takes the next one later.",
            PinLocked => "Too many wrong PINs: Meta takes no PIN of the number for up to twelve hours.",
            LimitReached => "Meta takes ten registrations of a number within 72 hours; the next one comes later.",
            RecentlyDeleted => "The number was deleted at Meta a moment ago; it can be registered later.",
            NotVerified => "The number must be verified with a code in WhatsApp Manager before it is registered.",
            _ => "The number is not registered for the Cloud API.",
        };
}

/// <summary>What a person or a program does next, as a word. The documents name the route of each.</summary>
internal static class NextActions
{
    public const string Reconnect = "reconnect",
        RegisterNumber = "register_number",
        SendPin = "send_pin",
        Wait = "wait",
        SubscribeApp = "subscribe_app",
        SubscribeWebhookFields = "subscribe_webhook_fields",
        SetCallback = "set_callback",
        SeeWhatsAppManager = "see_whatsapp_manager";

    /// <summary>For the reason of a connection's status; null when there is nothing to do here.</summary>
    public static string? Of(string? statusReason) =>
        statusReason switch
        {
            "app_not_subscribed" => SubscribeApp,
            NumberHealthRules.Restricted => SeeWhatsAppManager,
            "token_expired"
            or "token_revoked"
            or "permission_missing"
            or "permission_withdrawn"
            or "token_refresh_failed" => Reconnect,
            { } reason when RegistrationReasons.Contains(reason) => RegistrationReasons.NextAction(reason),
            _ => null,
        };

    /// <summary>The call of this API that does an action; null for what is done elsewhere, such as at Meta.</summary>
    public static string? CallOf(string? action, string connectionId) =>
        action switch
        {
            RegisterNumber or SendPin or SubscribeApp or SetCallback =>
                $"POST /v1/provider-connections/{connectionId}/meta/complete-registration",
            "rotate" => $"POST /v1/provider-connections/{connectionId}/rotate",
            _ => null,
        };
}
