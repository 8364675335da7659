using System.Text.Json.Serialization;

namespace Patchbay.Graph.CreditLines;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ShareCredit))]
[JsonSerializable(typeof(ShareCreditWithBusiness))]
[JsonSerializable(typeof(CreditShared))]
[JsonSerializable(typeof(CreditAllocation))]
[JsonSerializable(typeof(ListAllocations))]
[JsonSerializable(typeof(Page<CreditAllocation>))]
internal sealed partial class CreditLinesJson : JsonSerializerContext;
