using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Finds the user of a request's session. Sessions work on the integrations surface only.</summary>
internal sealed class UserSessions(SessionStore sessions, SessionCookie cookie)
{
    private static readonly Problem Ended = new(401, "session_invalid", "This session has ended; log in again.");

    /// <param name="http">The request.</param>
    /// <param name="bearer">The token in the Authorization header, when it is a session's token.</param>
    /// <returns>Null when the request has no session.</returns>
    public async Task<Outcome<Caller>?> ReadAsync(HttpContext http, string? bearer)
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            if (bearer is null)
                return null;
            return Ended;
        }
        if ((bearer ?? cookie.ReadOwn(http)) is not { } token)
            return null;
        if (!SessionStore.IsToken(token) || await sessions.FindAsync(token, http.RequestAborted) is not { } live)
            return Ended;
        if (bearer is null && !cookie.IsAsked(http.Request))
            return SessionCookie.NotAsked;
        await sessions.TouchAsync(live.Session, http.RequestAborted);
        return live.User.ToCaller(live.Session.Id);
    }
}
