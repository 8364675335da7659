using System.Text.Json.Serialization;

namespace Patchbay.Graph.Calls;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(CallPermissionQuery))]
[JsonSerializable(typeof(CallPermission))]
[JsonSerializable(typeof(CallRequest))]
[JsonSerializable(typeof(CallResult))]
internal sealed partial class CallsJson : JsonSerializerContext;
