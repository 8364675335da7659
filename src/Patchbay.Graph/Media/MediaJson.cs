using System.Text.Json.Serialization;

namespace Patchbay.Graph.Media;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MediaInfo))]
[JsonSerializable(typeof(MediaQuery))]
internal sealed partial class MediaJson : JsonSerializerContext;
