namespace Patchbay.Server.Connections.Phones;

/// <summary>What earlier answers of Meta say about registering a number.</summary>
public sealed record RegistrationRow
{
    /// <summary>Why the number is not registered: one of <see cref="RegistrationReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Why nothing is sent to Meta before <see cref="HeldUntil"/>.</summary>
    public string? HeldReason { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>With the hold of an answer that came meanwhile, where that one lasts longer.</summary>
    internal RegistrationRow WithLongerHold(RegistrationRow? other, DateTimeOffset now) =>
        other?.HeldUntil is { } until && until > now && (HeldUntil is null || HeldUntil < until)
            ? this with
            {
                HeldReason = other.HeldReason,
                HeldUntil = until,
            }
            : this;

    /// <summary>What keeps the number from being registered now; null when nothing is known.</summary>
    internal RegistrationObstacle? ObstacleAt(DateTimeOffset now) =>
        HeldReason is { } held && HeldUntil > now ? new(held, HeldUntil)
        : Reason is { } reason ? new(reason)
        : null;
}

/// <summary>Why a number is not registered.</summary>
/// <param name="Reason">One of <see cref="RegistrationReasons"/>.</param>
/// <param name="Until">Until when Meta takes no registration of the number; null when it takes one now.</param>
internal sealed record RegistrationObstacle(string Reason, DateTimeOffset? Until = null)
{
    /// <summary>Meta's refusal of the call; null when nothing was sent.</summary>
    public Graph.GraphException? Error { get; init; }
}
