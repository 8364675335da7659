using System.Text.Json.Serialization;

namespace Patchbay.Graph.QrCodes;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(QrCode))]
[JsonSerializable(typeof(Page<QrCode>))]
[JsonSerializable(typeof(ListQrCodes))]
[JsonSerializable(typeof(SaveQrCode))]
internal sealed partial class QrCodesJson : JsonSerializerContext;
