using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// Runs checks of secrets within the limits for guessing. The refusal comes before the check and writes nothing. The
/// failures of others do not refuse a user at a place from which the user has logged in before.
/// </summary>
internal sealed class Guesses(GuessStore store)
{
    private static readonly Problem TooMany = new(
        429,
        Codes.RateLimited,
        "There were too many wrong attempts. Wait, or ask the server's operator to unlock the user."
    );

    /// <param name="guess">The attempt.</param>
    /// <param name="isKnownPlace">Whether the user has logged in from the source of the attempt before.</param>
    /// <param name="check">
    /// Checks the secret. Its argument is true when only users who know the place may try.
    /// </param>
    /// <param name="refusals">The refusals of a wrong secret, and of one that was not checked.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>Null when the secret is right; the caller then takes the attempt back.</returns>
    public async Task<Problem?> RunAsync(
        Guess guess,
        bool isKnownPlace,
        Func<bool, Task<GuessResult>> check,
        (Problem Wrong, Problem Busy) refusals,
        CancellationToken cancellation
    )
    {
        var wait = await store.FindAsync(guess, cancellation);
        if (wait.Pair is { } ownWait)
            return TooMany with { RetryAfter = ownWait };
        // The same refusal as below, so that the answer does not tell who has logged in from here.
        var othersRefusal = wait.Others is { } othersWait ? TooMany with { RetryAfter = othersWait } : null;
        if (othersRefusal is not null && !isKnownPlace)
            return othersRefusal;
        if (!await store.CountAsync(guess, cancellation))
            return TooMany with { RetryAfter = GuessStore.Short };
        var result = await check(othersRefusal is not null);
        if (result == GuessResult.NotTried)
            await store.TakeBackAsync(guess, isRight: false);
        return result switch
        {
            GuessResult.Right => null,
            GuessResult.NotTried => refusals.Busy,
            _ => othersRefusal ?? refusals.Wrong,
        };
    }
}
