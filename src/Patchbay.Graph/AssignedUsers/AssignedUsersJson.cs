using System.Text.Json.Serialization;

namespace Patchbay.Graph.AssignedUsers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ListAssignedUsers))]
[JsonSerializable(typeof(AssignedUserPage))]
[JsonSerializable(typeof(AssignUser))]
[JsonSerializable(typeof(RemoveUser))]
[JsonSerializable(typeof(Page<AssignedAccount>))]
internal sealed partial class AssignedUsersJson : JsonSerializerContext;
