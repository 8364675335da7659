using System.Globalization;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Ends sessions of a user at once, with an event in the audit log.</summary>
internal sealed class SessionEnding(Database database, SessionStore sessions, AuditStore audit)
{
    /// <param name="http">The request.</param>
    /// <param name="caller">The user, or a caller who may manage the user.</param>
    /// <param name="userId">A user of the caller's tenant.</param>
    /// <param name="id">The session to end; null for all.</param>
    /// <param name="except">A session that goes on.</param>
    /// <param name="cancellation">Ends the call before its commit.</param>
    /// <returns>False when there was no such session.</returns>
    public Task<bool> RunAsync(
        HttpContext http,
        Caller caller,
        Guid userId,
        Guid? id = null,
        Guid? except = null,
        CancellationToken cancellation = default
    ) =>
        database.WriteAsync(
            async session =>
            {
                var ended = await sessions.EndAsync(session, userId, id, except);
                if (ended == 0)
                    return false;
                await audit.AddAsync(
                    session,
                    new AuditEvent(
                        caller.Tenant,
                        Actor.Of(http, caller),
                        "user.sessions_ended",
                        "user",
                        userId.ToString(),
                        AuditResult.Succeeded,
                        DetailsJson: AuditDetails.Of(
                            new(StringComparer.Ordinal) { ["sessions"] = ended.ToString(CultureInfo.InvariantCulture) }
                        )
                    )
                );
                return true;
            },
            cancellation
        );
}
