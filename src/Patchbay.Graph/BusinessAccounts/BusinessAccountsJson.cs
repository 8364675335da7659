using System.Text.Json.Serialization;

namespace Patchbay.Graph.BusinessAccounts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BusinessAccount))]
[JsonSerializable(typeof(Page<AppSubscription>))]
[JsonSerializable(typeof(SubscribeApp))]
[JsonSerializable(typeof(SubscriptionChanged))]
[JsonSerializable(typeof(UpdateBusinessAccount))]
internal sealed partial class BusinessAccountsJson : JsonSerializerContext;
