namespace Patchbay.Server.Connections;

/// <summary>What to do about a failed check, and the call that does it.</summary>
internal static class NextActions
{
    public const string Reconnect = "reconnect",
        RegisterNumber = "register_number",
        SubscribeApp = "subscribe_app",
        SubscribeWebhookFields = "subscribe_webhook_fields",
        SetCallback = "set_callback",
        SeeWhatsAppManager = "see_whatsapp_manager";

    /// <summary>Null for what is done elsewhere, such as at Meta.</summary>
    public static string? CallOf(string? action, string connectionId) =>
        action switch
        {
            RegisterNumber or SubscribeApp or SetCallback =>
                $"POST /v1/provider-connections/{connectionId}/meta/complete-registration",
            "rotate" => $"POST /v1/provider-connections/{connectionId}/rotate",
            _ => null,
        };
}
