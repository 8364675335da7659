using Microsoft.AspNetCore.Identity;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>From e-mail and password to a session. Whoever fails learns neither which was wrong, nor whether the address waits.</summary>
internal sealed class Login(UserStore users, SessionStore sessions, LoginFailures failures, Passwords passwords, AuditStore audit)
{
    public static readonly Problem
        Refused = new(401, "login_refused", "E-mail or password is wrong, or there were too many tries: then wait 15 minutes."),
        Busy = new(503, "login_busy", "Too many people log in right now; try again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public async Task<(UserRow? User, string? Token, Problem? Problem)> RunAsync(LoginRequest request, Func<UserRow?, Actor> actorOf, CancellationToken cancellation)
    {
        var email = UserRules.Normal(request.Email!);
        // All of this is done in every case, so that the time taken tells nothing.
        var mayTry = await failures.TryBeginAsync(email, cancellation);
        var user = await users.FindByEmailAsync(email, request.Environment, cancellation);
        if (await passwords.VerifyAsync(user, request.Password!, cancellation) is not { } result) return (null, null, Busy);
        if (!mayTry || result == PasswordVerificationResult.Failed)
        {
            if (user is not null) await audit.AddAsync(new AuditEvent(user.Tenant, actorOf(null), "user.login", "user", user.Id.ToString(), AuditResult.Failed, mayTry ? "password_wrong" : "locked"));
            return (null, null, Refused);
        }
        await failures.ClearAsync(email, cancellation);
        var newHash = result == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.HashAsync(request.Password!, cancellation) : null;
        var token = await sessions.CreateAsync(user!, newHash, cancellation);
        await audit.AddAsync(new AuditEvent(user!.Tenant, actorOf(user), "user.login", "user", user.Id.ToString(), AuditResult.Succeeded));
        return (user, token, null);
    }
}
