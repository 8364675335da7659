using System.Globalization;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// Parameters of lists with a cursor: <c>limit</c> from 1 to 100 (default 20), and <c>starting_after</c>, which is the
/// previous page's <c>next_cursor</c>.
/// </summary>
public static class Cursors
{
    public const string StartingAfter = "starting_after";

    private const int Default = 20,
        Max = 100;

    public static readonly Problem Unknown = Problem.Invalid(
        StartingAfter,
        "'starting_after' must be the 'next_cursor' of an earlier page."
    );

    public static Outcome<int> Limit(IQueryCollection query)
    {
        if (!query.TryGetValue("limit", out var text))
            return Default;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= Max
        )
            return limit;
        return Problem.Invalid("limit", "'limit' must be a whole number from 1 to 100.");
    }
}
