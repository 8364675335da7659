using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Graph.PreVerifiedNumbers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(PreVerifiedNumber))]
[JsonSerializable(typeof(Page<PreVerifiedNumber>))]
[JsonSerializable(typeof(ListPreVerifiedNumbers))]
[JsonSerializable(typeof(AddPreVerifiedNumber))]
[JsonSerializable(typeof(SharePreVerifiedNumber))]
[JsonSerializable(typeof(Page<NumberPartner>))]
[JsonSerializable(typeof(RequestCode))]
[JsonSerializable(typeof(VerifyCode))]
[JsonSerializable(typeof(CodeVerified))]
internal sealed partial class PreVerifiedNumbersJson : JsonSerializerContext;
