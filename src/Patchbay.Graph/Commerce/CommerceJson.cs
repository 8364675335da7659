using System.Text.Json.Serialization;

namespace Patchbay.Graph.Commerce;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<CommerceSettings>))]
[JsonSerializable(typeof(UpdateCommerceSettings))]
internal sealed partial class CommerceJson : JsonSerializerContext;
