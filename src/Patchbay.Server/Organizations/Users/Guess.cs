namespace Patchbay.Server.Organizations.Users;

/// <summary>An attempt to guess a secret.</summary>
/// <param name="Subject">What is guessed: an e-mail address, or the second factor of a user.</param>
/// <param name="Source">Where the attempt comes from.</param>
public sealed record Guess(string Subject, string Source)
{
    /// <summary>Guesses of the code of a user's second factor.</summary>
    public static Guess OfFactor(Guid userId, string source) => new(FactorOf(userId), source);

    public static string FactorOf(Guid userId) => $"factor:{userId}";
}

/// <summary>How the check of a secret ended.</summary>
public enum GuessResult
{
    Wrong,
    Right,

    /// <summary>Too many checks were waiting, so the attempt does not count.</summary>
    NotTried,
}

/// <summary>How long an attempt has to wait, by what counted before it; null where it has not to.</summary>
/// <param name="Pair">For the failures of this source with this subject.</param>
/// <param name="Others">For the failures of this source, or of this subject from everywhere.</param>
public readonly record struct GuessWait(TimeSpan? Pair, TimeSpan? Others);
