using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Validates a choice of pages.</summary>
internal static partial class PageRules
{
    private const int MaxPages = 50;

    // The members of a page in the log-in's answer, which callers pass back.
    private static readonly string[] Known = ["id", "name", "category", "picture_url"];

    public static Outcome<IReadOnlyList<string>> PagesOf(PagesRequest request)
    {
        List<Fault> faults = [];
        if (request.UserToken is not { Length: > 0 and <= 256 })
            faults.Add(new("user_token", "'user_token' is required: the value from the answer of the log-in."));
        var pages = request.Pages is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(IdOf).ToList()
            : [];
        if (pages.Count is 0 or > MaxPages)
            faults.Add(new("pages", $"'pages' is required: 1 to {MaxPages} ids of pages, or objects with an 'id'."));
        for (var i = 0; i < pages.Count && i < MaxPages; i++)
        {
            if (pages[i] is null)
            {
                faults.Add(
                    new(
                        $"pages[{i}]",
                        $"'pages[{i}]' must be a page's id, or an object with {string.Join(", ", Known)}."
                    )
                );
            }
        }
        return faults.Count > 0
            ? Problem.Invalid(faults)
            : Outcome.Of<IReadOnlyList<string>>([.. pages.OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    private static bool IsKnown(JsonProperty member) => Array.Exists(Known, member.NameEquals);

    private static string? IdOf(JsonElement page)
    {
        if (page.ValueKind == JsonValueKind.Object && page.EnumerateObject().Any(member => !IsKnown(member)))
            return null;
        var id = page.ValueKind == JsonValueKind.Object && page.TryGetProperty("id", out var member) ? member : page;
        return id.ValueKind == JsonValueKind.String && MetaId().IsMatch(id.GetString() ?? "") ? id.GetString() : null;
    }

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetaId();
}
