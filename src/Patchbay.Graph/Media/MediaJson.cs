using System.Text.Json.Serialization;

namespace Patchbay.Graph.Media;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(MediaInfo))]
[JsonSerializable(typeof(MediaQuery))]
[JsonSerializable(typeof(StartUpload))]
[JsonSerializable(typeof(UploadSession))]
[JsonSerializable(typeof(UploadHandle))]
[JsonSerializable(typeof(UploadProgress))]
internal sealed partial class MediaJson : JsonSerializerContext;
