namespace Patchbay.Server.Connections;

/// <summary>When a token is renewed, tried again, given up on, and warned of: functions of values.</summary>
internal static class RefreshRules
{
    /// <summary>A token is renewed this long before it ends; Meta's live 60 days.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>Meta refuses to renew an Instagram token that is younger.</summary>
    public static readonly TimeSpan YoungestAge = TimeSpan.FromHours(24);

    /// <summary>After so many failures in a row there is no further try; a new token by hand starts over.</summary>
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

    /// <summary>How far ahead of the end the first warning is.</summary>
    public static TimeSpan FirstWarning => Warnings[0];

    /// <summary>When to renew a token just received; null when it has no end or cannot be renewed.</summary>
    public static DateTimeOffset? FirstDue(string? kind, DateTimeOffset? endsAt, DateTimeOffset now)
    {
        if (endsAt is not { } end || kind is not (TokenKinds.SystemUser or TokenKinds.User or TokenKinds.Instagram))
            return null;
        var earliest = kind == TokenKinds.Instagram ? now + YoungestAge : now;
        return end - Ahead > earliest ? end - Ahead : earliest;
    }

    /// <summary>The wait after the <paramref name="failures"/>th failure in a row; null: give up.</summary>
    public static TimeSpan? Wait(long failures, TimeSpan? askedFor, double chance)
    {
        if (failures >= MaxFailures)
            return null;
        var planned = CoolDown[Math.Min(failures - 1, CoolDown.Length - 1)] * (0.8 + (0.4 * chance));
        return askedFor is { } asked && asked > planned ? asked : planned;
    }

    /// <summary>Whether another warning is due: one at each threshold, however late it is noticed.</summary>
    public static bool WarnNow(DateTimeOffset endsAt, DateTimeOffset? warnedAt, DateTimeOffset now) =>
        endsAt > now
        && Array.Exists(Warnings, ahead => now >= endsAt - ahead && (warnedAt is null || warnedAt < endsAt - ahead));
}
