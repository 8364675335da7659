using System.Text.Json.Serialization;

namespace Patchbay.Graph.Usernames;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(SetUsername))]
[JsonSerializable(typeof(UsernameState))]
[JsonSerializable(typeof(Page<UsernameSuggestions>))]
internal sealed partial class UsernamesJson : JsonSerializerContext;
