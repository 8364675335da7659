namespace Patchbay.Server.Platform.Meta;

/// <summary>
/// What a Meta app subscribes to for one kind of object: every field that this server can hand on. Fields that need
/// permissions which this server does not ask for are left out.
/// </summary>
internal sealed class MetaSubscription
{
    /// <summary>Without this field no message arrives.</summary>
    public const string Messages = "messages";

    public static readonly MetaSubscription WhatsApp = new()
    {
        Object = "whatsapp_business_account",
        Basics =
        [
            Messages,
            "message_template_status_update",
            "account_update",
            "account_review_update",
            "phone_number_name_update",
            "phone_number_quality_update",
            "business_capability_update",
        ],
        More =
        [
            "message_template_quality_update",
            "message_template_components_update",
            "template_category_update",
            "account_alerts",
            "business_username_update",
            "security",
            "user_preferences",
            "calls",
            "flows",
            "group_lifecycle_update",
            "group_participants_update",
            "group_settings_update",
            "group_status_update",
            "history",
            "smb_app_state_sync",
            "smb_message_echoes",
            "messaging_handovers",
            "standby",
            "automatic_events",
            "partner_solutions",
            "payment_configuration_update",
        ],
    };

    public static readonly MetaSubscription Page = new()
    {
        Object = "page",
        Basics =
        [
            Messages,
            "messaging_postbacks",
            "message_deliveries",
            "message_reads",
            "message_echoes",
            "message_reactions",
            "message_edits",
            "messaging_referrals",
            "messaging_optins",
            "messaging_seen",
        ],
        More =
        [
            "messaging_optouts",
            "messaging_handovers",
            "standby",
            "messaging_account_linking",
            "messaging_customer_information",
            "messaging_feedback",
            "messaging_policy_enforcement",
            "response_feedback",
            "send_cart",
        ],
    };

    public static readonly MetaSubscription Instagram = new()
    {
        Object = "instagram",
        Basics = [Messages, "messaging_postbacks", "message_reactions", "messaging_seen"],
        More = ["message_edit", "messaging_referral", "messaging_optins", "messaging_handover", "standby"],
    };

    public static readonly MetaSubscription[] All = [WhatsApp, Page, Instagram];

    /// <summary>Meta's name of the kind of object.</summary>
    public required string Object { get; init; }

    /// <summary>The fields that every app can have.</summary>
    public required IReadOnlyList<string> Basics { get; init; }

    /// <summary>The fields that Meta does not offer to every app.</summary>
    public required IReadOnlyList<string> More { get; init; }

    public IReadOnlyList<string> Fields => field ??= [.. Basics, .. More];

    /// <summary>A list as Meta takes it.</summary>
    public static string ListOf(IReadOnlyList<string> fields) => string.Join(',', fields);
}
