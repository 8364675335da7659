using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(Page<PhoneNumber>))]
[JsonSerializable(typeof(ListPhoneNumbers))]
[JsonSerializable(typeof(AddPhoneNumber))]
[JsonSerializable(typeof(RegisterPhoneNumber))]
[JsonSerializable(typeof(RequestCode))]
[JsonSerializable(typeof(VerifyCode))]
[JsonSerializable(typeof(CodeVerified))]
[JsonSerializable(typeof(UpdatePhoneNumber))]
[JsonSerializable(typeof(PhoneNumberUpdated))]
internal sealed partial class PhoneNumbersJson : JsonSerializerContext;
