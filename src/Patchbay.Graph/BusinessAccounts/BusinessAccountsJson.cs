using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Graph.BusinessAccounts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(BusinessAccount))]
[JsonSerializable(typeof(Page<PhoneNumber>))]
[JsonSerializable(typeof(Page<TemplateSummary>))]
[JsonSerializable(typeof(Page<AppReference>))]
[JsonSerializable(typeof(Page<AppSubscription>))]
[JsonSerializable(typeof(SubscribeApp))]
[JsonSerializable(typeof(SubscriptionChanged))]
[JsonSerializable(typeof(UpdateBusinessAccount))]
internal sealed partial class BusinessAccountsJson : JsonSerializerContext;
