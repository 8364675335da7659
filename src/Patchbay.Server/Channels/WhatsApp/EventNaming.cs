using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>The names of WhatsApp's events that are handed on with Meta's value: functions of values.</summary>
internal static class EventNaming
{
    private const string TemplateStatus = "message_template_status_update",
        Security = "security",
        Handovers = "messaging_handovers";

    /// <summary>Fields without a name of their own are account changes.</summary>
    public static string NameOf(string field, JsonElement value) =>
        field switch
        {
            TemplateStatus => IsQuality(value) ? EventNames.TemplateQualityUpdated : EventNames.TemplateStatusUpdated,
            "message_template_quality_update" => EventNames.TemplateQualityUpdated,
            "template_category_update" => EventNames.TemplateCategoryUpdated,
            "message_template_components_update" => EventNames.TemplateComponentsUpdated,
            "calls" => CallName(value),
            "user_preferences" => EventNames.ContactPreferencesUpdated,
            "account_alerts" => EventNames.AccountAlert,
            "flows" => EventNames.FlowUpdated,
            Security => EventNames.SecurityUpdated,
            Handovers => EventNames.ConversationHandover,
            "standby" => EventNames.ConversationStandby,
            "group_lifecycle_update"
            or "group_participants_update"
            or "group_settings_update"
            or "group_status_update" => EventNames.GroupUpdated,
            _ => EventNames.AccountUpdated,
        };

    /// <summary>The name in payload version 1, where it does not follow from <paramref name="name"/>.</summary>
    public static string? FirstNameOf(string field, string name) =>
        field == TemplateStatus && name != EventNames.TemplateStatusUpdated ? EventNames.TemplateStatusUpdated : null;

    /// <summary>
    /// Meta's id or the digits of the number that an account's change names in its value; null where it names none.
    /// </summary>
    public static string? NumberOf(string field, JsonElement value) =>
        field switch
        {
            Security => value.Text("display_phone_number"),
            Handovers => value.Member("recipient").Text("phone_number_id"),
            _ => null,
        };

    /// <summary>The person of a conversation that another app took over or handed on.</summary>
    public static string? ContactOf(string field, JsonElement value) =>
        field == Handovers && MetaJson.Digits(value.Member("sender").Text("phone_number")) is { Length: > 0 } digits
            ? "+" + digits
            : null;

    // Meta's samples of quality changes use the name of the status field.
    private static bool IsQuality(JsonElement value) =>
        value.Member("new_quality_score").ValueKind != JsonValueKind.Undefined;

    // A call that the business makes is connected too, when the customer picks up.
    private static string CallName(JsonElement value)
    {
        var call = value.Items("calls").FirstOrDefault();
        return call.Text("event") switch
        {
            "terminate" => EventNames.CallEnded,
            "connect" when call.Text("direction") != "BUSINESS_INITIATED" => EventNames.CallReceived,
            _ => EventNames.CallStatusUpdated,
        };
    }
}
