using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(AccessToken))]
[JsonSerializable(typeof(DebuggedToken))]
[JsonSerializable(typeof(ExchangeCode))]
[JsonSerializable(typeof(ExtendToken))]
[JsonSerializable(typeof(DebugToken))]
[JsonSerializable(typeof(SystemUserTokenRequest))]
[JsonSerializable(typeof(Page<PermissionGrant>))]
[JsonSerializable(typeof(RevokeToken))]
internal sealed partial class OAuthJson : JsonSerializerContext;
