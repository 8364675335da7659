using System.Text.Json;

namespace Patchbay.Server.Tests.Storage.Upgrade;

/// <summary>
/// Finds where a JSON value lacks what another has, path by path. The order of an object's members does not count, and
/// an object may have members that the earlier one did not have.
/// </summary>
internal static class JsonDifferences
{
    /// <summary>Members whose value is new in every refusal.</summary>
    private static readonly string[] RequestIds = ["requestId", "request_id"];

    /// <summary>Sentences for people. Their wording may change beside a <c>code</c> and in a refusal.</summary>
    private static readonly string[] Sentences = ["message", "error", "detail", "msg"];

    /// <summary>Lists of health, to whose end checks and what they found are added.</summary>
    private static readonly string[] Growing = [".checks", ".issues"];

    public static IEnumerable<string> Between(JsonElement expected, JsonElement actual, bool isRefusal) =>
        Between("$", expected, actual, isRefusal);

    private static IEnumerable<string> Between(string path, JsonElement expected, JsonElement actual, bool isRefusal)
    {
        if (expected.ValueKind != actual.ValueKind)
            return [$"{path}: expected {Short(expected)} but was {Short(actual)}"];
        return expected.ValueKind switch
        {
            JsonValueKind.Object => OfObjects(path, expected, actual, isRefusal),
            JsonValueKind.Array => OfArrays(path, expected, actual, isRefusal),
            _ when JsonElement.DeepEquals(expected, actual) => [],
            _ => [$"{path}: expected {Short(expected)} but was {Short(actual)}"],
        };
    }

    private static IEnumerable<string> OfObjects(string path, JsonElement expected, JsonElement actual, bool isRefusal)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(member.Name, out var value))
                yield return $"{path}.{member.Name}: missing, expected {Short(member.Value)}";
            else if (!MayDiffer(expected, member, isRefusal))
                foreach (var difference in Between($"{path}.{member.Name}", member.Value, value, isRefusal))
                    yield return difference;
        }
    }

    private static IEnumerable<string> OfArrays(string path, JsonElement expected, JsonElement actual, bool isRefusal)
    {
        var (left, right) = (expected.EnumerateArray().ToList(), actual.EnumerateArray().ToList());
        if (left.Count != right.Count && !(left.Count < right.Count && MayGrow(path)))
            yield return $"{path}: expected {left.Count} elements but there were {right.Count}";
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
            foreach (var difference in Between($"{path}[{i}]", left[i], right[i], isRefusal))
                yield return difference;
    }

    private static bool MayGrow(string path) =>
        Array.Exists(Growing, list => path.EndsWith(list, StringComparison.Ordinal));

    private static bool MayDiffer(JsonElement holder, JsonProperty member, bool isRefusal)
    {
        if (member.Value.ValueKind != JsonValueKind.String)
            return false;
        var isBesideCode = holder.TryGetProperty("code", out _);
        return (isRefusal && RequestIds.Contains(member.Name))
            || ((isRefusal || isBesideCode) && Sentences.Contains(member.Name));
    }

    private static string Short(JsonElement value) =>
        value.GetRawText() is { Length: > 120 } text ? text[..120] + "…" : value.GetRawText();
}
