using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>
/// Reads other systems' JSON without trusting its shape: a missing member, or a member of another type, is null or
/// empty.
/// </summary>
internal static class MetaJson
{
    public static JsonElement Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>Text, or a number as Meta wrote it: some ids come as either.</summary>
    public static string? TextOrNumber(this JsonElement parent, string name) =>
        parent.Member(name) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    /// <summary>A flag in any of its spellings: true, "true", 1.</summary>
    public static bool IsTrue(this JsonElement parent, string name) =>
        parent.Member(name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.String } text => IsTrue(text.GetString()),
            { ValueKind: JsonValueKind.Number } number => number.TryGetDecimal(out var value) && value == 1,
            _ => false,
        };

    /// <summary>The member <c>timestamp</c>: see <see cref="MetaTime"/>.</summary>
    public static DateTimeOffset? Instant(this JsonElement item, DateTimeOffset arrival) =>
        MetaTime.Read(item.Member("timestamp"), arrival);

    private static bool IsTrue(string? text) =>
        text == "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    public static string? Digits(string? number) =>
        string.IsNullOrEmpty(number) ? null : string.Concat(number.Where(char.IsAsciiDigit));
}
