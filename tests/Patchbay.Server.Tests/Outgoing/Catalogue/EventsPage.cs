using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Tests.Outgoing.Catalogue;

/// <summary>An event as a receiver got it.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Channel">The channel it was stored with; null for an event of none.</param>
/// <param name="Body">The whole body.</param>
internal sealed record EventSample(string Event, string? Channel, JsonElement Body);

/// <summary>The page <c>docs/events.md</c>: a sample of each event.</summary>
internal sealed partial class EventsPage
{
    private const string Head = """
        # Events

        A sample of each [outgoing webhook](webhooks.md), in payload version 2. A test provokes every event and writes this page from what its receiver got; ids, tokens, numbers and times are replaced. A member that does not apply is null. New members can be added to an event at any time; ignore those that you do not know.

        """;

    private readonly string _text;

    private EventsPage(string text) => _text = text;

    public static EventsPage Of(IReadOnlyList<EventSample> samples)
    {
        var page = new StringBuilder(Head);
        foreach (var sample in samples.OrderBy(sample => sample.Event, StringComparer.Ordinal))
            page.Append($"\n## {sample.Event}\n\n```json\n{Steady(Pretty(sample.Body))}\n```\n");
        return new(page.ToString());
    }

    public static async Task<EventsPage> ReadAsync() => new(await File.ReadAllTextAsync(PathOf("events.md")));

    public Task WriteAsync() => File.WriteAllTextAsync(PathOf("events.md"), _text);

    public static string PathOf(string page) => Path.Combine(Path.GetDirectoryName(Here())!, "../../../../docs", page);

    private static string Here([CallerFilePath] string here = "") => here;

    /// <summary>The names of the events with every member of their samples, in any order.</summary>
    public IReadOnlyList<string> Members() =>
        [
            .. Sample
                .Matches(_text)
                .SelectMany(match => PathsOf(match.Groups["name"].Value, JsonElement.Parse(match.Groups["json"].Value)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> PathsOf(string path, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value
                .EnumerateObject()
                .SelectMany(member => PathsOf($"{path} {member.Name}", member.Value))
                .DefaultIfEmpty(path),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => PathsOf(path, item)).DefaultIfEmpty(path),
            _ => [path],
        };

    private static string Pretty(JsonElement value)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
            value.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // Values that differ from run to run are replaced.
    private static string Steady(string text)
    {
        foreach (
            var (pattern, steady) in new[]
            {
                (Instant, "2026-01-15T10:30:00.000Z"),
                (Uuid, "01a22c30-0000-7000-8000-000000000000"),
                (Connection, "pc_4fzyo82qvwnk7c1hd93tbx5m"),
                (Wamid, "wamid.HBgLMTY0…"),
                (Call, "wacid.ABGGF…"),
                (MetaId, "102290129340398"),
                (Seconds, "\"1768473000\""),
                (Signed, "log_4fzyo82qvwnk7c1h"),
            }
        )
            text = pattern.Replace(text, steady);
        return text;
    }

    [GeneratedRegex(
        "## (?<name>[a-z_.]+)\n\n```json\n(?<json>.*?)\n```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Sample { get; }

    [GeneratedRegex("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Instant { get; }

    [GeneratedRegex(
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Uuid { get; }

    [GeneratedRegex("pc_[0-9A-Za-z]{24}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Connection { get; }

    [GeneratedRegex("wamid\\.[0-9A-Za-z+/=_-]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Wamid { get; }

    [GeneratedRegex("wacid\\.[0-9A-Za-z+/=_-]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Call { get; }

    [GeneratedRegex("(?<![0-9])[0-9]{15,17}(?![0-9])", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MetaId { get; }

    [GeneratedRegex("\"17[0-9]{8}\"", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Seconds { get; }

    [GeneratedRegex("log_[0-9A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Signed { get; }
}
