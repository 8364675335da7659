using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(GraphErrorEnvelope))]
[JsonSerializable(typeof(AppUsage))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<BusinessUseCaseUsage>>))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(CreatedNode))]
[JsonSerializable(typeof(FieldsQuery))]
[JsonSerializable(typeof(PageQuery))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class CoreJson : JsonSerializerContext;
