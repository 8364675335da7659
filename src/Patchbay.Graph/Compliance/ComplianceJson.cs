using System.Text.Json.Serialization;

namespace Patchbay.Graph.Compliance;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<ComplianceInfo>))]
[JsonSerializable(typeof(UpdateComplianceInfo))]
internal sealed partial class ComplianceJson : JsonSerializerContext;
