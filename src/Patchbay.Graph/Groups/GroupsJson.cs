using System.Text.Json.Serialization;

namespace Patchbay.Graph.Groups;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(CreateGroup))]
[JsonSerializable(typeof(GroupRequested))]
[JsonSerializable(typeof(GroupInvite))]
[JsonSerializable(typeof(GroupAnswer))]
[JsonSerializable(typeof(GroupCommand))]
[JsonSerializable(typeof(Page<JoinRequest>))]
[JsonSerializable(typeof(JoinDecision))]
[JsonSerializable(typeof(JoinOutcome))]
[JsonSerializable(typeof(GroupParticipants))]
[JsonSerializable(typeof(UpdateGroup))]
internal sealed partial class GroupsJson : JsonSerializerContext;
