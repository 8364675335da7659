using System.Text.Json.Serialization;

namespace Patchbay.Graph.Businesses;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Business))]
internal sealed partial class BusinessesJson : JsonSerializerContext;
