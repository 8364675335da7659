using System.Text.Json.Serialization;

namespace Patchbay.Graph.Coexistence;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(SyncAppData))]
[JsonSerializable(typeof(AppDataRequested))]
internal sealed partial class CoexistenceJson : JsonSerializerContext;
