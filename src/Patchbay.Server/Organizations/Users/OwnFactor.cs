using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Where a request about a second factor comes from.</summary>
internal sealed record FactorCall(string Source, Guid? Session, Actor Actor);

/// <summary>Confirms and removes a user's own second factor, within the limits for guessing codes.</summary>
internal sealed class OwnFactor(SecondFactors factors, SecondFactorStore store, Guesses guesses, GuessStore counts)
{
    private static readonly Problem CodeMissing = Problem.Invalid("code", "'code' is required."),
        CodeWrong = Problem.Invalid("code", "The code is wrong, or was used before; wait for the next one.");

    public async Task<Outcome<RecoveryCodesAnswer>> ConfirmAsync(
        UserRow user,
        string? code,
        FactorCall by,
        CancellationToken cancellation
    )
    {
        if (code is not { Length: > 0 })
            return CodeMissing;
        if (await store.FindAsync(user.Id, cancellation) is not { } factor)
            return SecondFactors.NotBegun;
        if (factor.ConfirmedAt is not null)
            return SecondFactors.Enabled;
        IReadOnlyList<string>? codes = null;
        var refused = await GuessAsync(
            user,
            by,
            async () =>
                (codes = await factors.ConfirmAsync(user, factor, code, (by.Session, by.Actor), cancellation))
                    is not null,
            cancellation
        );
        return codes is null ? refused ?? CodeWrong : new RecoveryCodesAnswer(codes);
    }

    /// <summary>Removes the second factor after a right code. Returns the refusal, if any.</summary>
    public async Task<Problem?> RemoveAsync(UserRow user, string? code, FactorCall by, CancellationToken cancellation)
    {
        if (!user.HasSecondFactor)
            return SecondFactors.None;
        if (code is not { Length: > 0 })
            return CodeMissing;
        var refused = await GuessAsync(user, by, () => factors.UseAsync(user, code, cancellation), cancellation);
        if (refused is null)
            await factors.RemoveAsync(user, "second_factor.removed", by.Actor, cancellation);
        return refused;
    }

    private async Task<Problem?> GuessAsync(
        UserRow user,
        FactorCall by,
        Func<Task<bool>> isRight,
        CancellationToken cancellation
    )
    {
        var guess = Guess.OfFactor(user.Id, by.Source);
        var refused = await guesses.RunAsync(
            guess,
            isKnownPlace: true,
            async _ => await isRight() ? GuessResult.Right : GuessResult.Wrong,
            (CodeWrong, Login.Busy),
            cancellation
        );
        if (refused is null)
            await counts.TakeBackAsync(guess, isRight: true);
        return refused;
    }
}
