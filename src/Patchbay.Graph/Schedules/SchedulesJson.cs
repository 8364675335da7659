using System.Text.Json.Serialization;

namespace Patchbay.Graph.Schedules;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Schedule))]
[JsonSerializable(typeof(Page<Schedule>))]
[JsonSerializable(typeof(ListSchedules))]
[JsonSerializable(typeof(CreateSchedule))]
internal sealed partial class SchedulesJson : JsonSerializerContext;
