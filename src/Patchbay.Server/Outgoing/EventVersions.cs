using System.Collections.Frozen;
using System.Text.Json;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// The payload versions of events. Events are stored in the current version; these functions of values give their form
/// in version 1.
/// </summary>
public static class EventVersions
{
    public const int First = 1,
        Current = 2;

    public static readonly int[] All = [First, Current];

    /// <summary>Events that version 1 tells as <c>account.updated</c>, with the same data.</summary>
    private static readonly FrozenSet<string> OnceAccountUpdated = new[]
    {
        EventNames.AccountAlert,
        EventNames.CallReceived,
        EventNames.CallEnded,
        EventNames.CallStatusUpdated,
        EventNames.ContactPreferencesUpdated,
        EventNames.TemplateQualityUpdated,
        EventNames.TemplateCategoryUpdated,
        EventNames.TemplateComponentsUpdated,
        EventNames.FlowUpdated,
        EventNames.GroupUpdated,
        EventNames.SecurityUpdated,
        EventNames.ConversationHandover,
        EventNames.ConversationStandby,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NamesOfFirst = EventNames
        .KnownIn(First)
        .Append(EventNames.WebhookTest)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name of an event in a version; null when the version has no such event.</summary>
    /// <param name="version">One of <see cref="All"/>.</param>
    /// <param name="type">The event's name in the current version.</param>
    /// <param name="version1">From <see cref="Write"/>, or null.</param>
    public static string? NameIn(int version, string type, string? version1)
    {
        if (version == Current)
            return type;
        if (version1 is not null)
            return Read(version1).Type;
        return OnceAccountUpdated.Contains(type) ? EventNames.AccountUpdated
            : NamesOfFirst.Contains(type) ? type
            : null;
    }

    /// <summary>An event in version 1; null when that version has no such event.</summary>
    public static EventVersion? InFirst(string type, string data, string? version1)
    {
        var first =
            version1 is not null ? Read(version1)
            : NameIn(First, type, null) is { } name ? new EventVersion(name, data)
            : null;
        return first is not null && MessageDataV1.IsOf(first.Type)
            ? first with
            {
                DataJson = MessageDataV1.Of(first.DataJson),
            }
            : first;
    }

    /// <summary>An event's own form of version 1, as the database keeps it.</summary>
    public static string Write(string type, string data) => $$"""{"event":"{{type}}","data":{{data}}}""";

    private static EventVersion Read(string version1)
    {
        using var stored = JsonDocument.Parse(version1);
        var root = stored.RootElement;
        return new(root.GetProperty("event").GetString()!, root.GetProperty("data").GetRawText());
    }
}
