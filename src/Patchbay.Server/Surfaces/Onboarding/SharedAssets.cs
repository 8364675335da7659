using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// Decides which account and number were shared. What the browser says is only a hint; the token decides.
/// </summary>
internal static class SharedAssets
{
    private const string ManagementScope = "whatsapp_business_management";

    /// <summary>
    /// The hinted account if the token covers it, or without a hint the newest account of the token. Null when there is
    /// none.
    /// </summary>
    public static string? WabaId(string? hint, TokenInfo token)
    {
        var granted = token.GranularScopes?.FirstOrDefault(scope => scope.Scope == ManagementScope);
        if (granted is null)
            return null;
        // Meta omits the list when the token covers all of its owner's accounts.
        if (granted.TargetIds is not { } ids)
            return hint;
        return hint is not null ? (ids.Contains(hint) ? hint : null)
            : ids.Count > 0 ? ids[0]
            : null;
    }

    /// <summary>
    /// The hinted number if the account has it, or without a hint the number that was onboarded last.
    /// </summary>
    public static PhoneNumber? Number(string? hint, IReadOnlyList<PhoneNumber> numbers) =>
        hint is null
            ? numbers.MaxBy(number => number.LastOnboardedTime ?? "", StringComparer.Ordinal)
            : numbers.FirstOrDefault(number => number.Id == hint);
}
