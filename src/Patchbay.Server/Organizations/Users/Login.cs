using Microsoft.AspNetCore.Identity;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>From e-mail and password to a session. Whoever fails learns neither which was wrong, nor whether the address waits.</summary>
internal sealed class Login(
    UserStore users,
    SessionStore sessions,
    LoginFailures failures,
    Passwords passwords,
    AuditStore audit
)
{
    public static readonly Problem Refused =
            new(
                401,
                "login_refused",
                "E-mail or password is wrong, or there were too many tries: then wait 15 minutes."
            ),
        Busy =
            new(503, "login_busy", "Too many people log in right now; try again.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };

    public async Task<LoginOutcome> RunAsync(LoginRequest request, CancellationToken cancellation)
    {
        var email = UserRules.Normal(request.Email!);
        // All of this is done in every case, so that the time taken tells nothing.
        var mayTry = await failures.TryBeginAsync(email, cancellation);
        var user = await users.FindByEmailAsync(email, request.Environment, cancellation);
        if (await passwords.VerifyAsync(user, request.Password!, cancellation) is not { } result)
            return new(null, null, Busy, null);
        if (!mayTry || result == PasswordVerificationResult.Failed)
            return new(user, null, Refused, mayTry ? "password_wrong" : "locked");
        await failures.ClearAsync(email, cancellation);
        var newHash =
            result == PasswordVerificationResult.SuccessRehashNeeded
                ? await passwords.HashAsync(request.Password!, cancellation)
                : null;
        return new(user, await sessions.CreateAsync(user!, newHash, cancellation), null, null);
    }

    /// <summary>Into the audit log; after the answer, for it is done for known users only.</summary>
    public Task NoteAsync(LoginOutcome outcome, Actor actor) =>
        outcome.User is not { } user
            ? Task.CompletedTask
            : audit.AddAsync(
                new AuditEvent(
                    user.Tenant,
                    actor,
                    "user.login",
                    "user",
                    user.Id.ToString(),
                    outcome.Problem is null ? AuditResult.Succeeded : AuditResult.Failed,
                    outcome.Reason
                )
            );
}

/// <summary>A session that began, or why not.</summary>
/// <param name="User">Whom the address names, also when nobody was let in.</param>
/// <param name="Token">The session's.</param>
/// <param name="Problem">The refusal.</param>
/// <param name="Reason">What was wrong, for the audit log alone.</param>
internal sealed record LoginOutcome(UserRow? User, string? Token, Problem? Problem, string? Reason);
