namespace Patchbay.Graph;

/// <summary>
/// What is repeated, and how. Reads and operations that do no more when called twice are repeated after transient failures;
/// anything else, sending above all, only when Meta has refused it for its rate or nothing was sent. Never when the outcome is unknown.
/// </summary>
public sealed record GraphRetryOptions
{
    /// <summary>Further tries after the first; 0 to repeat nothing.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>Wait before the first repetition; it doubles each time, with jitter.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait. When Meta asks for a longer one, the failure goes to the caller at once.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    internal void EnsureValid()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetries, nameof(MaxRetries));
        ArgumentOutOfRangeException.ThrowIfLessThan(BaseDelay, TimeSpan.Zero, nameof(BaseDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, BaseDelay, nameof(MaxDelay));
    }
}
