using System.Text.Json.Serialization;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Graph.Businesses;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Business))]
[JsonSerializable(typeof(Page<PhoneNumber>))]
[JsonSerializable(typeof(Page<TemplateSummary>))]
[JsonSerializable(typeof(Page<AppReference>))]
[JsonSerializable(typeof(ListBusinessAccounts))]
[JsonSerializable(typeof(Page<BusinessAccount>))]
[JsonSerializable(typeof(CreateBusinessAccount))]
[JsonSerializable(typeof(CreatedBusinessAccount))]
[JsonSerializable(typeof(Page<CreditLine>))]
[JsonSerializable(typeof(MarketingOnboarding))]
[JsonSerializable(typeof(MarketingOnboarded))]
internal sealed partial class BusinessesJson : JsonSerializerContext;
