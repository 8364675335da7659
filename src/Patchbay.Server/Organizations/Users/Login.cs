using Microsoft.AspNetCore.Identity;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// Begins a session with e-mail and password. A refusal reveals neither which of the two was wrong nor whether the
/// address is locked.
/// </summary>
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
                "The e-mail or password is wrong, or there were too many attempts. Check both, or wait 15 minutes."
            ),
        Busy =
            new(503, "login_busy", "Too many log-ins are in progress; try again in a few seconds.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };

    public async Task<LoginOutcome> RunAsync(Credentials credentials, CancellationToken cancellation)
    {
        // Every step runs in every case, so that the time taken reveals nothing.
        var mayTry = await failures.TryBeginAsync(credentials.Email, cancellation);
        var user = await users.FindByEmailAsync(credentials.Email, credentials.Environment, cancellation);
        if (await passwords.VerifyAsync(user, credentials.Password, cancellation) is not { } result)
            return new(User: null, Busy);
        if (!mayTry || user is null || result == PasswordVerificationResult.Failed)
            return new(user, Refused) { Reason = mayTry ? "password_wrong" : "locked" };
        await failures.ClearAsync(credentials.Email, cancellation);
        var newHash =
            result == PasswordVerificationResult.SuccessRehashNeeded
                ? await passwords.HashAsync(credentials.Password, cancellation)
                : null;
        return new(user, new Session(user, await sessions.CreateAsync(user, newHash, cancellation)));
    }

    /// <summary>
    /// Writes the attempt to the audit log. Called after the answer is sent: only known users have an entry, and the
    /// time of the answer must not reveal them.
    /// </summary>
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
                    outcome.Session.Problem is null ? AuditResult.Succeeded : AuditResult.Failed,
                    outcome.Reason
                )
            );
}

/// <summary>A session that began.</summary>
/// <param name="User">Its user.</param>
/// <param name="Token">The session's token, shown once.</param>
internal sealed record Session(UserRow User, string Token);

/// <summary>How an attempt to log in ended.</summary>
/// <param name="User">The user with the e-mail address, also when the attempt was refused.</param>
/// <param name="Session">The session, or the refusal.</param>
internal sealed record LoginOutcome(UserRow? User, Outcome<Session> Session)
{
    /// <summary>The reason of a refusal, for the audit log only.</summary>
    public string? Reason { get; init; }
}
