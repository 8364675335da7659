using Patchbay.Server.Audit;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// Writes log-ins to the audit log, after the answer is sent: only known users have an entry, and the time of the
/// answer
/// must not reveal them. Attempts that the limits refuse have none, so that a stranger cannot fill the table.
/// </summary>
internal sealed class LoginAudit(AuditStore audit)
{
    public void NoteAfterAnswer(HttpContext http, LoginOutcome outcome)
    {
        if (outcome.Session.Problem is { Status: 429 or 503 })
            return;
        var session = outcome.Session;
        var actor = session.TryGet(out var made, out _)
            ? Actor.Of(http, made.User.ToCaller(Guid.Empty))
            : Actor.Of(http, caller: null);
        http.Response.OnCompleted(async () =>
        {
            foreach (var user in outcome.Users)
            {
                await audit.AddLateAsync(
                    new AuditEvent(
                        user.Tenant,
                        actor,
                        "user.login",
                        "user",
                        user.Id.ToString(),
                        session.Problem is null ? AuditResult.Succeeded : AuditResult.Failed,
                        outcome.Reason
                    )
                );
            }
        });
    }
}
