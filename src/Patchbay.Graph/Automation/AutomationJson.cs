using System.Text.Json.Serialization;

namespace Patchbay.Graph.Automation;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ConfigureAutomation))]
[JsonSerializable(typeof(BotDetails))]
internal sealed partial class AutomationJson : JsonSerializerContext;
