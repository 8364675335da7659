using System.Text.Json.Serialization;

namespace Patchbay.Graph.Schedules;

/// <summary>A time table of an account.</summary>
public sealed record Schedule : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name, 1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Its state.</summary>
    public ScheduleStatus? Status { get; init; }

    /// <summary>What it is for.</summary>
    public ScheduleType? ScheduleType { get; init; }

    /// <summary>At most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Start, ISO 8601.</summary>
    public string? StartTime { get; init; }

    /// <summary>End, ISO 8601.</summary>
    public string? EndTime { get; init; }

    /// <summary>Name of the time zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>The days.</summary>
    public IReadOnlyList<Weekday>? DaysOfWeek { get; init; }

    /// <summary>When it was made, ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When it last changed, ISO 8601.</summary>
    public string? UpdatedTime { get; init; }

    /// <summary>Whether it applies.</summary>
    public bool? IsActive { get; init; }

    /// <summary>How it repeats.</summary>
    public Recurrence? RecurrencePattern { get; init; }
}

/// <summary>How a schedule repeats.</summary>
public sealed record Recurrence : GraphObject
{
    /// <summary>The step.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Every so many steps, from 1.</summary>
    public int? Interval { get; init; }

    /// <summary>Until when.</summary>
    public string? EndDate { get; init; }
}

/// <summary>A step.</summary>
[JsonConverter(typeof(OpenEnumConverter<Frequency>))]
public readonly record struct Frequency(string Value) : IOpenEnum<Frequency>
{
    /// <summary>A day.</summary>
    public static Frequency Daily => new("DAILY");

    /// <summary>A week.</summary>
    public static Frequency Weekly => new("WEEKLY");

    /// <summary>A month.</summary>
    public static Frequency Monthly => new("MONTHLY");

    /// <summary>A year.</summary>
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

/// <summary>State of a schedule.</summary>
[JsonConverter(typeof(OpenEnumConverter<ScheduleStatus>))]
public readonly record struct ScheduleStatus(string Value) : IOpenEnum<ScheduleStatus>
{
    /// <summary>Applies.</summary>
    public static ScheduleStatus Active => new("ACTIVE");

    /// <summary>Does not apply.</summary>
    public static ScheduleStatus Inactive => new("INACTIVE");

    /// <summary>Stopped for now.</summary>
    public static ScheduleStatus Paused => new("PAUSED");

    /// <summary>Over.</summary>
    public static ScheduleStatus Expired => new("EXPIRED");

    /// <summary>Being made.</summary>
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

/// <summary>What a schedule is for.</summary>
[JsonConverter(typeof(OpenEnumConverter<ScheduleType>))]
public readonly record struct ScheduleType(string Value) : IOpenEnum<ScheduleType>
{
    /// <summary>Opening hours.</summary>
    public static ScheduleType BusinessHours => new("BUSINESS_HOURS");

    /// <summary>Automatic answers.</summary>
    public static ScheduleType AutomatedResponse => new("AUTOMATED_RESPONSE");

    /// <summary>A campaign.</summary>
    public static ScheduleType MessageCampaign => new("MESSAGE_CAMPAIGN");

    /// <summary>Maintenance.</summary>
    public static ScheduleType MaintenanceWindow => new("MAINTENANCE_WINDOW");

    /// <summary>Something else.</summary>
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

    /// <summary>The order.</summary>
    public ScheduleSort? Sort { get; init; }
}

/// <summary>A new schedule.</summary>
public sealed record CreateSchedule : GraphObject
{
    /// <summary>Its name, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required ScheduleType ScheduleType { get; init; }

    /// <summary>At most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Start, ISO 8601.</summary>
    public required string StartTime { get; init; }

    /// <summary>End, ISO 8601.</summary>
    public required string EndTime { get; init; }

    /// <summary>Name of the time zone, UTC when left out.</summary>
    public string? Timezone { get; init; }

    /// <summary>The days.</summary>
    public IReadOnlyList<Weekday>? DaysOfWeek { get; init; }

    /// <summary>Whether it applies; it does when left out.</summary>
    public bool? IsActive { get; init; }

    /// <summary>How it repeats.</summary>
    public Recurrence? RecurrencePattern { get; init; }
}
