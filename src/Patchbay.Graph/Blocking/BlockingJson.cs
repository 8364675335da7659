using System.Text.Json.Serialization;

namespace Patchbay.Graph.Blocking;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(BlockUsers))]
[JsonSerializable(typeof(BlockResult))]
[JsonSerializable(typeof(Page<BlockedEntry>))]
internal sealed partial class BlockingJson : JsonSerializerContext;
