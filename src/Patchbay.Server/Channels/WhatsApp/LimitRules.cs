using System.Globalization;
using System.Text.Json;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Translates the limit of customers to whom a business may write per day into the tiers that Meta's phone numbers
/// report.
/// </summary>
internal static class LimitRules
{
    /// <summary>
    /// Reads a limit as a tier, a number or Meta's word for no limit, all of which Meta's pages show; null for anything
    /// else.
    /// </summary>
    public static string? TierOf(JsonElement limit) =>
        limit.ValueKind switch
        {
            JsonValueKind.String when limit.GetString() is var text => text == "UNLIMITED" ? "TIER_UNLIMITED"
            : text!.StartsWith("TIER_", StringComparison.Ordinal) && text.Length <= 32 ? text
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written)
                ? TierOf(written)
            : null,
            JsonValueKind.Number when limit.TryGetInt64(out var number) => TierOf(number),
            _ => null,
        };

    private static string? TierOf(long number) =>
        number switch
        {
            -1 => "TIER_UNLIMITED",
            < 1 => null,
            >= 1000 when number % 1000 == 0 => string.Create(CultureInfo.InvariantCulture, $"TIER_{number / 1000}K"),
            _ => string.Create(CultureInfo.InvariantCulture, $"TIER_{number}"),
        };
}
