using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Json = Patchbay.Graph.Webhooks.WebhooksJson;

namespace Patchbay.Graph.Webhooks;

/// <summary>The type of the value of each webhook field.</summary>
internal static class FieldTypes
{
    // The most frequent field reuses one string.
    public static string? Intern(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("messages"u8) ? "messages" : reader.GetString();

    public static JsonTypeInfo? Contract(string? field, Utf8JsonReader value) =>
        field switch
        {
            "messages"
            or "calls"
            or "history"
            or "smb_message_echoes"
            or "message_echoes"
            or "smb_app_state_sync"
            or "user_preferences"
            or "automatic_events"
            or "group_lifecycle_update"
            or "group_participants_update"
            or "group_participant_update"
            or "group_settings_update"
            or "group_status_update" => Json.Default.MessagingValue,
            "account_alerts" => Json.Default.AccountAlertValue,
            "account_review_update" => Json.Default.AccountReviewValue,
            "account_update" => Json.Default.AccountUpdateValue,
            "business_capability_update" => Json.Default.CapabilityValue,
            "business_username_update" => Json.Default.UsernameValue,
            "partner_solutions" => Json.Default.PartnerSolutionValue,
            "payment_configuration_update" => Json.Default.PaymentConfigurationValue,
            "flows" => Json.Default.FlowEventValue,
            // Meta's samples of quality changes use the name of the status field.
            "message_template_status_update" => HasQuality(value)
                ? Json.Default.TemplateQualityValue
                : Json.Default.TemplateStatusValue,
            "message_template_quality_update" => Json.Default.TemplateQualityValue,
            "message_template_components_update" => Json.Default.TemplateComponentsValue,
            "template_category_update" => Json.Default.TemplateCategoryValue,
            "phone_number_name_update" => Json.Default.PhoneNameValue,
            "phone_number_quality_update" => Json.Default.PhoneQualityValue,
            "security" => Json.Default.SecurityValue,
            "comments" or "live_comments" => Json.Default.CommentValue,
            _ => null,
        };

    private static bool HasQuality(Utf8JsonReader value)
    {
        while (value.Read() && value.TokenType is JsonTokenType.PropertyName)
        {
            if (value.ValueTextEquals("new_quality_score"u8))
                return true;
            value.Skip();
        }

        return false;
    }
}
