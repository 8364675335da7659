using System.Text.Json.Serialization;

namespace Patchbay.Graph.Activities;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<Activity>))]
[JsonSerializable(typeof(ListActivities))]
internal sealed partial class ActivitiesJson : JsonSerializerContext;
