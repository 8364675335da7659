namespace Patchbay.Graph;

/// <summary>Which calls are repeated, and how.</summary>
/// <remarks>
/// Reads and repeatable operations are repeated after transient failures. Other operations, such as sending, are
/// repeated only when Meta refused them for their rate or when nothing was sent, and never when the outcome is unknown.
/// </remarks>
public sealed record GraphRetryOptions
{
    /// <summary>Number of retries after the first try; 0 for none.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>Wait before the first retry.</summary>
    /// <remarks>It doubles with each retry, with jitter.</remarks>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait.</summary>
    /// <remarks>When Meta asks for a longer wait, the failure is thrown at once.</remarks>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    internal void EnsureValid()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetries, nameof(MaxRetries));
        ArgumentOutOfRangeException.ThrowIfLessThan(BaseDelay, TimeSpan.Zero, nameof(BaseDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, BaseDelay, nameof(MaxDelay));
    }
}
