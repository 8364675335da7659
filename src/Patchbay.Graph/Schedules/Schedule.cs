using System.Text.Json.Serialization;

namespace Patchbay.Graph.Schedules;

/// <summary>A schedule of an account.</summary>
public sealed record Schedule : GraphObject
{
    /// <summary>Id of the schedule.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the schedule, 1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Status of the schedule.</summary>
    public ScheduleStatus? Status { get; init; }

    /// <summary>Purpose of the schedule.</summary>
    public ScheduleType? ScheduleType { get; init; }

    /// <summary>Description, at most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Start of the schedule, in ISO 8601.</summary>
    public string? StartTime { get; init; }

    /// <summary>End of the schedule, in ISO 8601.</summary>
    public string? EndTime { get; init; }

    /// <summary>Name of the time zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>Days of the week.</summary>
    public IReadOnlyList<Weekday>? DaysOfWeek { get; init; }

    /// <summary>When the schedule was created, in ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When the schedule last changed, in ISO 8601.</summary>
    public string? UpdatedTime { get; init; }

    /// <summary>Whether the schedule is active.</summary>
    public bool? IsActive { get; init; }

    /// <summary>How the schedule repeats.</summary>
    public Recurrence? RecurrencePattern { get; init; }
}

/// <summary>How a schedule repeats.</summary>
public sealed record Recurrence : GraphObject
{
    /// <summary>Unit of the interval.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Number of units between repetitions, from 1.</summary>
    public int? Interval { get; init; }

    /// <summary>When the repetition ends.</summary>
    public string? EndDate { get; init; }
}

/// <summary>The unit of a recurrence.</summary>
[JsonConverter(typeof(OpenEnumConverter<Frequency>))]
public readonly record struct Frequency(string Value) : IOpenEnum<Frequency>
{
    /// <summary>Days.</summary>
    public static Frequency Daily => new("DAILY");

    /// <summary>Weeks.</summary>
    public static Frequency Weekly => new("WEEKLY");

    /// <summary>Months.</summary>
    public static Frequency Monthly => new("MONTHLY");

    /// <summary>Years.</summary>
    public static Frequency Yearly => new("YEARLY");

    /// <inheritdoc/>
    public static Frequency Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(Frequency other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The status of a schedule.</summary>
[JsonConverter(typeof(OpenEnumConverter<ScheduleStatus>))]
public readonly record struct ScheduleStatus(string Value) : IOpenEnum<ScheduleStatus>
{
    /// <summary>Active.</summary>
    public static ScheduleStatus Active => new("ACTIVE");

    /// <summary>Not active.</summary>
    public static ScheduleStatus Inactive => new("INACTIVE");

    /// <summary>Paused.</summary>
    public static ScheduleStatus Paused => new("PAUSED");

    /// <summary>Expired.</summary>
    public static ScheduleStatus Expired => new("EXPIRED");

    /// <summary>A draft.</summary>
    public static ScheduleStatus Draft => new("DRAFT");

    /// <inheritdoc/>
    public static ScheduleStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ScheduleStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The purpose of a schedule.</summary>
[JsonConverter(typeof(OpenEnumConverter<ScheduleType>))]
public readonly record struct ScheduleType(string Value) : IOpenEnum<ScheduleType>
{
    /// <summary>Opening hours.</summary>
    public static ScheduleType BusinessHours => new("BUSINESS_HOURS");

    /// <summary>Automated responses.</summary>
    public static ScheduleType AutomatedResponse => new("AUTOMATED_RESPONSE");

    /// <summary>A campaign.</summary>
    public static ScheduleType MessageCampaign => new("MESSAGE_CAMPAIGN");

    /// <summary>Maintenance.</summary>
    public static ScheduleType MaintenanceWindow => new("MAINTENANCE_WINDOW");

    /// <summary>Another purpose.</summary>
    public static ScheduleType Custom => new("CUSTOM");

    /// <inheritdoc/>
    public static ScheduleType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ScheduleType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A day of the week.</summary>
[JsonConverter(typeof(OpenEnumConverter<Weekday>))]
public readonly record struct Weekday(string Value) : IOpenEnum<Weekday>
{
    /// <summary>Monday.</summary>
    public static Weekday Monday => new("MONDAY");

    /// <summary>Tuesday.</summary>
    public static Weekday Tuesday => new("TUESDAY");

    /// <summary>Wednesday.</summary>
    public static Weekday Wednesday => new("WEDNESDAY");

    /// <summary>Thursday.</summary>
    public static Weekday Thursday => new("THURSDAY");

    /// <summary>Friday.</summary>
    public static Weekday Friday => new("FRIDAY");

    /// <summary>Saturday.</summary>
    public static Weekday Saturday => new("SATURDAY");

    /// <summary>Sunday.</summary>
    public static Weekday Sunday => new("SUNDAY");

    /// <inheritdoc/>
    public static Weekday Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(Weekday other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Narrows and orders a list of schedules.</summary>
public sealed record ListSchedules : PageQuery
{
    /// <summary>A JSON array of conditions.</summary>
    public string? Filtering { get; init; }

    /// <summary>The sort order.</summary>
    public ScheduleSort? Sort { get; init; }
}

/// <summary>A new schedule.</summary>
public sealed record CreateSchedule : GraphObject
{
    /// <summary>Name of the schedule, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Purpose of the schedule.</summary>
    public required ScheduleType ScheduleType { get; init; }

    /// <summary>Description, at most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Start of the schedule, in ISO 8601.</summary>
    public required string StartTime { get; init; }

    /// <summary>End of the schedule, in ISO 8601.</summary>
    public required string EndTime { get; init; }

    /// <summary>Name of the time zone; UTC when omitted.</summary>
    public string? Timezone { get; init; }

    /// <summary>Days of the week.</summary>
    public IReadOnlyList<Weekday>? DaysOfWeek { get; init; }

    /// <summary>Whether the schedule is active; true when omitted.</summary>
    public bool? IsActive { get; init; }

    /// <summary>How the schedule repeats.</summary>
    public Recurrence? RecurrencePattern { get; init; }
}
