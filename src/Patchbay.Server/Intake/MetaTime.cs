using System.Globalization;
using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>
/// Reads Meta's times. WhatsApp writes seconds as text, Messenger and Instagram write milliseconds as numbers; either
/// unit and either JSON type is read everywhere.
/// </summary>
internal static class MetaTime
{
    // As seconds this is the year 5138, as milliseconds 1973.
    private const long FirstOfMilliseconds = 100_000_000_000,
        LatestMilliseconds = 253_402_300_799_999;

    // Clocks differ a little. A later time is wrong, and would hold a customer's window open.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>The instant of a value; the arrival when it lies in the future; null when it is no time.</summary>
    public static DateTimeOffset? Read(JsonElement value, DateTimeOffset arrival) =>
        Raw(value) is not { } time ? null
        : time - arrival > MostAhead ? arrival
        : time;

    /// <summary>Whether a value is a time that counts.</summary>
    public static bool Counts(JsonElement value, DateTimeOffset arrival) =>
        Raw(value) is { } time && time - arrival <= MostAhead;

    private static DateTimeOffset? Raw(JsonElement value)
    {
        if (NumberOf(value) is not { } number || number <= 0)
            return null;
        var milliseconds = number < FirstOfMilliseconds ? number * 1000 : number;
        return milliseconds <= LatestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }

    private static decimal? NumberOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
            JsonValueKind.String
                when decimal.TryParse(
                    value.GetString(),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            _ => null,
        };
}
