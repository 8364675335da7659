namespace Patchbay.Server.Connections;

/// <summary>Decides when a token is renewed and retried, when renewal is given up, and when a warning is due.</summary>
internal static class RefreshRules
{
    /// <summary>A token is renewed this long before its end. Meta's tokens live 60 days.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>Meta refuses to renew an Instagram token that is younger than this.</summary>
    public static readonly TimeSpan YoungestAge = TimeSpan.FromHours(24);

    /// <summary>After this many failures in a row, renewal stops until the owner stores a new token.</summary>
    public const int MaxFailures = 6;

    private static readonly TimeSpan[] CoolDown =
    [
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan[] Warnings = [TimeSpan.FromDays(7), TimeSpan.FromDays(1)];

    /// <summary>How long before the end the first warning is published.</summary>
    public static TimeSpan FirstWarning => Warnings[0];

    /// <summary>Returns when to renew a token just received; null when it has no end or cannot be renewed.</summary>
    public static DateTimeOffset? FirstDue(string? kind, DateTimeOffset? endsAt, DateTimeOffset now)
    {
        if (endsAt is not { } end || kind is not (TokenKinds.SystemUser or TokenKinds.User or TokenKinds.Instagram))
            return null;
        var earliest = kind == TokenKinds.Instagram ? now + YoungestAge : now;
        return end - Ahead > earliest ? end - Ahead : earliest;
    }

    /// <summary>Returns the wait after this many failures in a row; null gives up.</summary>
    public static TimeSpan? Wait(long failures, TimeSpan? askedFor, double chance)
    {
        if (failures >= MaxFailures)
            return null;
        var planned = CoolDown[Math.Min(failures - 1, CoolDown.Length - 1)] * (0.8 + (0.4 * chance));
        return askedFor is { } asked && asked > planned ? asked : planned;
    }

    /// <summary>
    /// Whether another warning is due. One warning is due at each threshold, even if it is noticed late.
    /// </summary>
    public static bool WarnNow(DateTimeOffset endsAt, DateTimeOffset? warnedAt, DateTimeOffset now) =>
        endsAt > now
        && Array.Exists(Warnings, ahead => now >= endsAt - ahead && (warnedAt is null || warnedAt < endsAt - ahead));
}
