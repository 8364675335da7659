using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Which account and number were really shared: the browser only hints, the token decides.</summary>
internal static class SharedAssets
{
    private const string ManagementScope = "whatsapp_business_management";

    /// <summary>The hinted account when the token covers it; without a hint the newest one of the token; null when there is none.</summary>
    public static string? WabaId(string? hint, TokenInfo token)
    {
        var granted = token.GranularScopes?.FirstOrDefault(scope => scope.Scope == ManagementScope);
        if (granted is null)
            return null;
        // Meta leaves the list out when the token covers everything of its owner.
        if (granted.TargetIds is not { } ids)
            return hint;
        return hint is not null ? (ids.Contains(hint) ? hint : null)
            : ids.Count > 0 ? ids[0]
            : null;
    }

    /// <summary>The hinted number when the account has it; without a hint the one onboarded last.</summary>
    public static PhoneNumber? Number(string? hint, IReadOnlyList<PhoneNumber> numbers) =>
        hint is null
            ? numbers.MaxBy(number => number.LastOnboardedTime ?? "", StringComparer.Ordinal)
            : numbers.FirstOrDefault(number => number.Id == hint);
}
