using System.Text.Json.Serialization;

namespace Patchbay.Graph.OfficialAccounts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(OfficialAccount))]
[JsonSerializable(typeof(ApplyForOfficial))]
[JsonSerializable(typeof(OfficialApplied))]
internal sealed partial class OfficialAccountsJson : JsonSerializerContext;
