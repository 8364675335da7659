using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>Cursor paging: a cursor names the item it stands at, so insertions elsewhere do not shift a page.</summary>
internal static class Paging
{
    /// <summary>The parameters of every list.</summary>
    public static readonly Param[] Params = [P.Text("fields"), P.Text("limit"), P.Text("after"), P.Text("before")];

    public static JsonObject Page<T>(
        IReadOnlyList<T> items,
        Func<T, string> key,
        Func<T, JsonNode> write,
        Call call,
        int defaultLimit,
        int maxLimit
    )
    {
        var limit = Limit(call, defaultLimit, maxLimit);
        var (start, end) = Slice(items, key, call, limit);
        var data = new JsonArray();
        for (var i = start; i < end; i++)
            data.Add(write(items[i]));
        var answer = new JsonObject { ["data"] = data };
        if (end > start)
            answer["paging"] = Links(
                call,
                limit,
                Cursor(key(items[start])),
                Cursor(key(items[end - 1])),
                start > 0,
                end < items.Count
            );
        return answer;
    }

    private static int Limit(Call call, int defaultLimit, int maxLimit)
    {
        if (call.Input.Text("limit") is not { } text)
            return defaultLimit;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 1)
            throw Refusals.Invalid("Param limit must be an integer greater than zero.");
        return Math.Min(limit, maxLimit);
    }

    private static (int Start, int End) Slice<T>(IReadOnlyList<T> items, Func<T, string> key, Call call, int limit)
    {
        if (call.Input.Text("after") is { Length: > 0 } after)
        {
            var start = Find(items, key, after, call) + 1;
            return (start, Math.Min(items.Count, start + limit));
        }
        if (call.Input.Text("before") is { Length: > 0 } before)
        {
            var end = Find(items, key, before, call);
            return (Math.Max(0, end - limit), end);
        }
        return (0, Math.Min(items.Count, limit));
    }

    private static int Find<T>(IReadOnlyList<T> items, Func<T, string> key, string cursor, Call call)
    {
        for (var i = 0; i < items.Count; i++)
            if (Cursor(key(items[i])) == cursor)
                return i;
        throw call.VersionNumber >= 2400
            ? Refusals.Product(131059, "The cursor is invalid or has expired; start again without it.")
            : Refusals.Invalid("Invalid cursor");
    }

    public static string Cursor(string key) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static JsonObject Links(Call call, int limit, string first, string last, bool hasPrevious, bool hasNext)
    {
        var paging = new JsonObject
        {
            ["cursors"] = new JsonObject { ["before"] = first, ["after"] = last },
        };
        if (hasPrevious)
            paging["previous"] = Link(call, limit, "before", first);
        if (hasNext)
            paging["next"] = Link(call, limit, "after", last);
        return paging;
    }

    private static string Link(Call call, int limit, string direction, string cursor)
    {
        var query = new StringBuilder();
        // The link carries the token because a client may follow it unchanged.
        if (call.Credential is { } token)
            query.Append("access_token=").Append(Uri.EscapeDataString(token)).Append('&');
        foreach (var name in call.Input.Names.Where(n => n is not ("limit" or "after" or "before")))
            query.Append(name).Append('=').Append(Uri.EscapeDataString(call.Input.Text(name)!)).Append('&');
        query.Append(CultureInfo.InvariantCulture, $"limit={limit}&{direction}={Uri.EscapeDataString(cursor)}");
        return $"{call.BaseUrl}/{call.Version}/{call.Path}?{query}";
    }
}
