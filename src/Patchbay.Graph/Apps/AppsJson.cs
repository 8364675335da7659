using System.Text.Json.Serialization;

namespace Patchbay.Graph.Apps;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<WebhookSubscription>))]
[JsonSerializable(typeof(CreateWebhookSubscription))]
[JsonSerializable(typeof(DeleteWebhookSubscription))]
[JsonSerializable(typeof(Page<ConnectedClient>))]
internal sealed partial class AppsJson : JsonSerializerContext;
