using System.Globalization;
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

    /// <summary>Reads the member <c>timestamp</c>. Meta writes times as text of Unix seconds.</summary>
    public static DateTimeOffset? Instant(this JsonElement item) =>
        long.TryParse(item.Text("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static string? Digits(string? number) =>
        string.IsNullOrEmpty(number) ? null : string.Concat(number.Where(char.IsAsciiDigit));
}
