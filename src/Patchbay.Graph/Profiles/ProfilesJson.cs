using System.Text.Json.Serialization;

namespace Patchbay.Graph.Profiles;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<ProfileEntry>))]
[JsonSerializable(typeof(BusinessProfile))]
[JsonSerializable(typeof(UpdateProfile))]
internal sealed partial class ProfilesJson : JsonSerializerContext;
