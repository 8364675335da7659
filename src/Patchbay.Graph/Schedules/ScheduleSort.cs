using System.Text.Json.Serialization;

namespace Patchbay.Graph.Schedules;

/// <summary>The sort order of a list of schedules: a field and a direction.</summary>
[JsonConverter(typeof(OpenEnumConverter<ScheduleSort>))]
public readonly record struct ScheduleSort(string Value) : IOpenEnum<ScheduleSort>
{
    /// <summary>Oldest first.</summary>
    public static ScheduleSort CreatedTimeAsc => new("created_time.asc");

    /// <summary>Newest first.</summary>
    public static ScheduleSort CreatedTimeDesc => new("created_time.desc");

    /// <summary>Changed longest ago first.</summary>
    public static ScheduleSort UpdatedTimeAsc => new("updated_time.asc");

    /// <summary>Changed most recently first.</summary>
    public static ScheduleSort UpdatedTimeDesc => new("updated_time.desc");

    /// <inheritdoc/>
    public static ScheduleSort Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ScheduleSort other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
