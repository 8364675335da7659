using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Schedules;

/// <summary>Opening hours and other recurring times of an account.</summary>
internal sealed class Schedule : Node
{
    public required string Waba { get; set; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public string? Description { get; set; }

    /// <summary>Minutes of the day.</summary>
    public int Start { get; set; }
    public int End { get; set; }
    public string Timezone { get; set; } = "UTC";
    public List<string> Days { get; set; } = [];
    public bool IsActive { get; set; } = true;

    /// <summary>The recurrence as JSON text.</summary>
    public string? Recurrence { get; set; }

    public override string WabaId => Waba;
}

internal static class ScheduleOperations
{
    private static readonly string[] Weekdays =
    [
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
    ];
    private static readonly string[] Kinds =
    [
        "BUSINESS_HOURS",
        "AUTOMATED_RESPONSE",
        "MESSAGE_CAMPAIGN",
        "MAINTENANCE_WINDOW",
        "CUSTOM",
    ];

    public static readonly NodeType<Schedule> Type = new("WhatsAppBusinessAccountSchedule")
    {
        { "name", Show.Always, s => s.Name },
        { "status", Show.Always, s => s.IsActive ? "ACTIVE" : "INACTIVE" },
        { "schedule_type", Show.Always, s => s.Kind },
        { "description", Show.Always, s => s.Description },
        { "start_time", Show.Always, s => Text(s.Start) },
        { "end_time", Show.Always, s => Text(s.End) },
        { "timezone", Show.Always, s => s.Timezone },
        { "days_of_week", Show.Always, s => new JsonArray([.. s.Days.Select(d => (JsonNode)d)]) },
        { "is_active", Show.Always, s => s.IsActive },
        { "created_time", s => GraphTime.Iso(s.CreatedAt) },
        { "updated_time", s => GraphTime.Iso(s.CreatedAt) },
        { "recurrence_pattern", s => s.Recurrence is null ? null : JsonNode.Parse(s.Recurrence) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<Waba>(
            "getWhatsAppBusinessAccountSchedules",
            "GET",
            "schedules",
            (waba, call) =>
                Answer.Page(
                    Filtering.Apply(call, call.World.All<Schedule>().Where(s => s.Waba == waba.Id), s => s.CreatedAt),
                    call,
                    maxLimit: 100
                ),
            [.. Paging.Params, P.Any("filtering"), P.Text("sort")]
        ),
        Operation.Of<Waba>(
            "createWhatsAppBusinessAccountSchedule",
            "POST",
            "schedules",
            Create,
            P.Text("name", 100).Must(),
            P.OneOf("schedule_type", Kinds).Must(),
            P.Text("description", 500),
            P.Text("start_time", 8).Must(),
            P.Text("end_time", 8).Must(),
            P.Text("timezone", 64),
            P.List("days_of_week", P.OneOf("", Weekdays), 7),
            P.Flag("is_active"),
            P.Object(
                "recurrence_pattern",
                P.OneOf("frequency", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
                P.Whole("interval", 1),
                P.Text("end_date", 10)
            )
        ),
    ];

    private static Answer Create(Waba waba, Call call)
    {
        var schedule = Read(waba, call);
        if (schedule.Start == schedule.End)
            throw Refusals.Invalid("Param end_time must differ from start_time.");
        if (call.World.All<Schedule>().FirstOrDefault(s => s.Waba == waba.Id && Conflicts(s, schedule)) is { } other)
            throw Refusals.Invalid($"The schedule conflicts with the schedule {other.Id}.");
        return Answer.Ok(new JsonObject { ["id"] = call.World.Add(schedule).Id });
    }

    private static Schedule Read(Waba waba, Call call)
    {
        var days = call.Input.Texts("days_of_week").Distinct().ToList();
        return new Schedule
        {
            Id = call.World.Ids.Number(16),
            Waba = waba.Id,
            Name = call.Input.Required("name"),
            Kind = call.Input.Required("schedule_type"),
            Description = call.Input.Text("description"),
            Start = Minutes(call, "start_time"),
            End = Minutes(call, "end_time"),
            Timezone = Zone(call),
            Days = days.Count > 0 ? days : [.. Weekdays],
            IsActive = call.Input.Flag("is_active") ?? true,
            Recurrence = call.Input.Object("recurrence_pattern")?.ToJsonString(),
        };
    }

    /// <summary>Two active schedules of one kind and time zone must not overlap on a day.</summary>
    private static bool Conflicts(Schedule first, Schedule second) =>
        first.IsActive
        && second.IsActive
        && first.Kind == second.Kind
        && first.Timezone == second.Timezone
        && first.Days.Intersect(second.Days).Any()
        && Spans(first).Any(a => Spans(second).Any(b => a.From < b.To && b.From < a.To));

    private static IEnumerable<(int From, int To)> Spans(Schedule s) =>
        s.Start < s.End ? [(s.Start, s.End)] : [(s.Start, 24 * 60), (0, s.End)];

    private static int Minutes(Call call, string name) =>
        TimeOnly.TryParseExact(
            call.Input.Required(name),
            ["HH:mm", "HH:mm:ss", "H:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time.Hour * 60 + time.Minute
            : throw Refusals.Invalid($"Param {name} must be a time of the day as HH:mm.");

    private static string Zone(Call call)
    {
        var zone = call.Input.Text("timezone") ?? "UTC";
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? zone
            : throw Refusals.Invalid("Param timezone must be the name of a time zone.");
    }

    private static string Text(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
