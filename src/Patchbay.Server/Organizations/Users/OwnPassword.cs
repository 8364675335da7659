using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Checks a user's own password again, and changes it.</summary>
internal sealed class OwnPassword(UserStore users, Passwords passwords, Guesses guesses, GuessStore counts)
{
    /// <summary>
    /// Returns the refusal of a wrong password. A stolen session must not allow more guesses than a log-in does.
    /// </summary>
    /// <param name="user">The user who calls.</param>
    /// <param name="field">The member that holds the password.</param>
    /// <param name="password">What was given.</param>
    /// <param name="source">Where the request comes from.</param>
    /// <param name="cancellation">Ends the check.</param>
    public async Task<Problem?> CheckAsync(
        UserRow user,
        string field,
        string? password,
        string source,
        CancellationToken cancellation
    )
    {
        if (password is not { Length: > 0 and <= PasswordRules.MaxLength })
            return Problem.Invalid(field, $"'{field}' is required: your present password.");
        var guess = new Guess(user.Email, source);
        var refused = await guesses.RunAsync(
            guess,
            isKnownPlace: true,
            async _ =>
                await passwords.MatchAsync([user], 1, password, cancellation) switch
                {
                    null => GuessResult.NotTried,
                    [] => GuessResult.Wrong,
                    _ => GuessResult.Right,
                },
            (Problem.Invalid(field, $"'{field}' is not your present password."), Login.Busy),
            cancellation
        );
        if (refused is null)
            await counts.TakeBackAsync(guess, isRight: true);
        return refused;
    }

    /// <summary>Sets a new password, and ends the user's other sessions. Returns the refusal, if any.</summary>
    public async Task<Problem?> ChangeAsync(
        UserRow user,
        ChangePasswordRequest request,
        (string Source, Guid? Session, Actor Actor) by,
        CancellationToken cancellation
    )
    {
        if (PasswordRules.Check("password", request.Password ?? "", user.Email, user.Name) is { } fault)
            return Problem.Invalid([fault]);
        var wrong = await CheckAsync(user, "current_password", request.CurrentPassword, by.Source, cancellation);
        if (wrong is not null)
            return wrong;
        var hash = await passwords.HashAsync(request.Password ?? "", cancellation);
        await users.SetPasswordAsync(user, hash, by.Session, by.Actor, cancellation);
        return null;
    }
}
