using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>How a change of an account affects its connections.</summary>
/// <param name="Reason">The reason to suspend a connection. A connection is restored only if it was suspended for this
/// reason.</param>
/// <param name="Restores">Whether the connection is restored.</param>
/// <param name="IsGone">True when access is lost until the customer repeats the sign-up.</param>
/// <param name="Number">The digits of the affected number; null for every number of the account.</param>
internal sealed record AccountVerdict(string Reason, bool Restores, bool IsGone, string? Number)
{
    /// <summary>True when the WhatsApp Business app of the number left the platform or came back.</summary>
    public bool IsOfBusinessApp { get; init; }
}

/// <summary>
/// Reads account_update. A restriction of sending does not suspend a connection, because Meta refuses each affected
/// message.
/// </summary>
internal static class ProviderAccountRules
{
    public const string Disabled = "waba_disabled",
        Removed = "access_removed",
        Deleted = "account_deleted",
        Offboarded = CheckRules.AppOffboarded;

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
            "PARTNER_REMOVED" or "PARTNER_APP_UNINSTALLED" => new(Removed, Restores: false, IsGone: true, number)
            {
                IsOfBusinessApp = number is not null,
            },
            "ACCOUNT_DELETED" => new(Deleted, Restores: false, IsGone: true, null),
            "ACCOUNT_OFFBOARDED" => new(Offboarded, Restores: false, IsGone: false, number) { IsOfBusinessApp = true },
            "ACCOUNT_RECONNECTED" => new(Offboarded, Restores: true, IsGone: false, number) { IsOfBusinessApp = true },
            _ => null,
        };
    }

    // Meta's samples show both a string and a list here.
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
