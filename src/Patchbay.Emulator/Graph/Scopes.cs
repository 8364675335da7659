namespace Patchbay.Emulator.Graph;

internal static class Scopes
{
    public const string Management = "whatsapp_business_management";
    public const string Messaging = "whatsapp_business_messaging";
    public const string Business = "business_management";
    public static readonly string[] Whatsapp = [Management, Messaging];

    /// <summary>Every permission an app can ask for here.</summary>
    public static readonly string[] All =
    [
        Management,
        Messaging,
        Business,
        "whatsapp_business_manage_events",
        "pages_show_list",
        "pages_messaging",
        "pages_manage_metadata",
        "pages_read_engagement",
        "instagram_basic",
        "instagram_manage_messages",
        "ads_read",
        "ads_management",
        "catalog_management",
    ];
}
