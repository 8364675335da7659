using System.Text.Json;
using Patchbay.Server.Intake;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>How a change of an account affects its connections.</summary>
/// <param name="Reason">Why a connection is suspended, or what must have suspended it to be restored.</param>
/// <param name="Restores">Whether the connection is restored.</param>
/// <param name="IsGone">Access is gone until the customer goes through sign-up again.</param>
/// <param name="Number">The number it is about, as digits; null: every number of the account.</param>
internal sealed record AccountVerdict(string Reason, bool Restores, bool IsGone, string? Number);

/// <summary>
/// Reads account_update. A restriction of what may be sent suspends nothing: Meta itself answers each send.
/// </summary>
internal static class ProviderAccountRules
{
    public const string Disabled = "waba_disabled",
        Removed = "access_removed",
        Deleted = "account_deleted",
        Offboarded = "account_offboarded";

    /// <summary>Null when sending and receiving are not affected.</summary>
    public static AccountVerdict? Judge(JsonElement value)
    {
        var number = MetaJson.Digits(value.Text("phone_number"));
        return value.Text("event") switch
        {
            "DISABLED_UPDATE" when BanStates(value).Contains("REINSTATE") => new(
                Disabled,
                Restores: true,
                IsGone: false,
                null
            ),
            "DISABLED_UPDATE" when BanStates(value).Contains("DISABLE") => new(
                Disabled,
                Restores: false,
                IsGone: false,
                null
            ),
            "PARTNER_REMOVED" or "PARTNER_APP_UNINSTALLED" => new(Removed, Restores: false, IsGone: true, number),
            "ACCOUNT_DELETED" => new(Deleted, Restores: false, IsGone: true, null),
            "ACCOUNT_OFFBOARDED" => new(Offboarded, Restores: false, IsGone: false, number),
            "ACCOUNT_RECONNECTED" => new(Offboarded, Restores: true, IsGone: false, number),
            _ => null,
        };
    }

    // Meta's samples show a text here, and a list.
    private static IEnumerable<string?> BanStates(JsonElement value)
    {
        var ban = value.Member("ban_info");
        return ban.Member("waba_ban_state").ValueKind == JsonValueKind.Array
            ? ban.Items("waba_ban_state")
                .Where(state => state.ValueKind == JsonValueKind.String)
                .Select(state => state.GetString())
            : [ban.Text("waba_ban_state")];
    }
}
