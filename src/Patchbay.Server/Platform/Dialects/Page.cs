using System.Globalization;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>A page of a list: <c>page</c> from 1, <c>limit</c> from 1 to 100 (default 50).</summary>
public readonly record struct Page(int Number, int Limit)
{
    private const int DefaultLimit = 50,
        MaxLimit = 100,
        MaxNumber = 1_000_000;

    public int Offset => (Number - 1) * Limit;

    public static Outcome<Page> Read(IQueryCollection query)
    {
        if (!TryRead(query, "page", 1, MaxNumber, out var number))
            return Problem.Invalid("page", "'page' must be a whole number from 1.");
        if (!TryRead(query, "limit", DefaultLimit, MaxLimit, out var limit))
            return Problem.Invalid("limit", "'limit' must be a whole number from 1 to 100.");
        return new Page(number, limit);
    }

    private static bool TryRead(IQueryCollection query, string name, int fallback, int max, out int value)
    {
        value = fallback;
        return !query.TryGetValue(name, out var text)
            || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value >= 1
                && value <= max
            );
    }
}
