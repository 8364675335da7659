using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Connections;

/// <summary>Turns the results of a live check into the status of a connection.</summary>
internal static class CheckRules
{
    /// <summary>How often each connection is checked when nothing happens.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>
    /// The reason of a suspension that only a webhook of Meta or a new sign-up ends: the business app of the number
    /// left the platform.
    /// </summary>
    public const string AppOffboarded = "account_offboarded";

    /// <summary>
    /// The checks in order of severity; the first that fails decides. Meta also blocks a number that is not registered,
    /// so registration comes before Meta's own health.
    /// </summary>
    private static readonly (string Name, string Status)[] Weights =
    [
        ("token", ConnectionStatus.Suspended),
        ("credentials", ConnectionStatus.Suspended),
        ("permissions", ConnectionStatus.Suspended),
        ("number_registered", ConnectionStatus.Pending),
        ("meta_health", ConnectionStatus.Suspended),
        ("app_subscribed", ConnectionStatus.Pending),
    ];

    private static readonly string[] CuredByNewToken =
    [
        "token_expired",
        "token_revoked",
        "permission_missing",
        "permission_withdrawn",
        "token_refresh_failed",
        "credentials_refused",
        "access_removed",
    ];

    /// <summary>Returns the status after a check. An unknown result does not change the status.</summary>
    public static (string Status, string? Reason) Judge(
        string status,
        string? reason,
        IReadOnlyList<HealthCheck> checks
    )
    {
        // Meta answers reads about a number that left the platform with its business app, which says nothing new.
        if (reason == AppOffboarded)
            return (status, reason);
        foreach (var (name, becomes) in Weights)
        {
            if (checks.FirstOrDefault(check => check.Name == name && check.State == CheckState.Fail) is { } failed)
                return (becomes, failed.Reason);
        }
        var weighty = checks.Where(check => Array.Exists(Weights, weight => weight.Name == check.Name)).ToList();
        return weighty.Count > 0 && weighty.TrueForAll(check => check.State == CheckState.Pass)
            ? (ConnectionStatus.Connected, null)
            : (status, reason);
    }

    /// <summary>
    /// Returns the first failed check of a connected connection: a failure that does not change its status. A missing
    /// webhook field and the synchronization of the business app do not count as long as messages arrive.
    /// </summary>
    public static string? Obstacle(IReadOnlyList<HealthCheck> checks) =>
        checks
            .FirstOrDefault(check =>
                check.State == CheckState.Fail
                && check.Name != AppSyncRules.CheckName
                && !WebhookFieldCheck.IsBearable(check)
            )
            ?.Reason;

    /// <summary>Whether a new token ends a suspension with this reason.</summary>
    public static bool IsCuredByNewToken(string? reason) => reason is not null && CuredByNewToken.Contains(reason);

    /// <summary>
    /// Returns the time of the next check: up to a fifth earlier or later than planned, so that connections made
    /// together spread out, and at the latest when the token ends.
    /// </summary>
    public static DateTimeOffset NextDue(DateTimeOffset now, DateTimeOffset? tokenEndsAt, double chance)
    {
        var planned = now + (Interval * (0.8 + (0.4 * chance)));
        return tokenEndsAt > now && tokenEndsAt < planned ? tokenEndsAt.Value : planned;
    }
}
