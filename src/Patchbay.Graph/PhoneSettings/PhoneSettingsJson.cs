using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneSettings;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(NumberSettings))]
[JsonSerializable(typeof(SettingsQuery))]
internal sealed partial class PhoneSettingsJson : JsonSerializerContext;
