using System.Text.Json.Serialization;

namespace Patchbay.Graph.Encryption;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(BusinessKeyAnswer))]
[JsonSerializable(typeof(SetBusinessKey))]
internal sealed partial class EncryptionJson : JsonSerializerContext;
