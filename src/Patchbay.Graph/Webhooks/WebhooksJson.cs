using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(WebhookPayload))]
[JsonSerializable(typeof(WebhookChange))]
[JsonSerializable(typeof(MessagingValue))]
[JsonSerializable(typeof(AccountAlertValue))]
[JsonSerializable(typeof(AccountReviewValue))]
[JsonSerializable(typeof(AccountUpdateValue))]
[JsonSerializable(typeof(CapabilityValue))]
[JsonSerializable(typeof(UsernameValue))]
[JsonSerializable(typeof(PartnerSolutionValue))]
[JsonSerializable(typeof(PaymentConfigurationValue))]
[JsonSerializable(typeof(FlowEventValue))]
[JsonSerializable(typeof(TemplateStatusValue))]
[JsonSerializable(typeof(TemplateQualityValue))]
[JsonSerializable(typeof(TemplateComponentsValue))]
[JsonSerializable(typeof(TemplateCategoryValue))]
[JsonSerializable(typeof(PhoneNameValue))]
[JsonSerializable(typeof(PhoneQualityValue))]
[JsonSerializable(typeof(SecurityValue))]
[JsonSerializable(typeof(CommentValue))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class WebhooksJson : JsonSerializerContext;
