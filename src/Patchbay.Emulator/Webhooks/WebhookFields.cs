namespace Patchbay.Emulator.Webhooks;

/// <summary>The fields that an app can subscribe to, and those that follow an override address.</summary>
internal static class WebhookFields
{
    public const string Whatsapp = "whatsapp_business_account";

    private static readonly HashSet<string> WhatsappFields = new(StringComparer.Ordinal)
    {
        "account_alerts",
        "account_review_update",
        "account_update",
        "automatic_events",
        "business_capability_update",
        "business_username_update",
        "calls",
        "flows",
        "group_lifecycle_update",
        "group_participants_update",
        "group_settings_update",
        "group_status_update",
        "history",
        "message_template_components_update",
        "message_template_quality_update",
        "message_template_status_update",
        "messages",
        "messaging_handovers",
        "partner_solutions",
        "payment_configuration_update",
        "phone_number_name_update",
        "phone_number_quality_update",
        "security",
        "smb_app_state_sync",
        "smb_message_echoes",
        "standby",
        "template_category_update",
        "user_preferences",
    };

    private static readonly HashSet<string> InstagramFields = new(StringComparer.Ordinal)
    {
        "comments",
        "live_comments",
        "message_edit",
        "message_reactions",
        "messages",
        "messaging_handover",
        "messaging_optins",
        "messaging_postbacks",
        "messaging_referral",
        "messaging_seen",
        "standby",
        "story_insights",
    };

    private static readonly HashSet<string> PageFields = new(StringComparer.Ordinal)
    {
        "feed",
        "leadgen",
        "message_deliveries",
        "message_echoes",
        "message_edits",
        "message_reactions",
        "message_reads",
        "messages",
        "messaging_account_linking",
        "messaging_customer_information",
        "messaging_feedback",
        "messaging_game_plays",
        "messaging_handovers",
        "messaging_optins",
        "messaging_optouts",
        "messaging_payments",
        "messaging_policy_enforcement",
        "messaging_postbacks",
        "messaging_referrals",
        "messaging_seen",
        "messenger_template_status_update",
        "response_feedback",
        "send_cart",
        "standby",
    };

    private static readonly HashSet<string> PermissionFields = new(StringComparer.Ordinal) { "connected" };

    public static IReadOnlyList<string> Objects { get; } = [Whatsapp, "instagram", "page", "permissions", "user"];

    public static IReadOnlySet<string> Of(string kind) =>
        kind switch
        {
            Whatsapp => WhatsappFields,
            "instagram" => InstagramFields,
            "page" => PageFields,
            _ => PermissionFields,
        };

    /// <summary>
    /// Whether an app with these fields gets a webhook. A field that Meta may add one day goes to every app.
    /// </summary>
    public static bool Reaches(string kind, IReadOnlyCollection<string> subscribed, string field) =>
        subscribed.Contains(field) || !Of(kind).Contains(field);

    /// <summary>
    /// Webhooks of conversations go to the override address of the phone or the account. Webhooks about accounts go to
    /// the app.
    /// </summary>
    public static bool FollowsOverride(string field) =>
        field
            is "messages"
                or "calls"
                or "history"
                or "messaging_handovers"
                or "smb_app_state_sync"
                or "smb_message_echoes"
                or "standby"
                or "user_preferences"
        || field.StartsWith("group_", StringComparison.Ordinal);
}
