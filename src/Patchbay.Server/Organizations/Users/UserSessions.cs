using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Who a request's session says calls. Sessions are good on the integrations surface only.</summary>
internal sealed class UserSessions(SessionStore sessions, SessionCookie cookie)
{
    private static readonly Problem Ended = new(401, "session_invalid", "This session has ended; log in again.");

    /// <param name="http">The request.</param>
    /// <param name="bearer">The text of its Authorization header, when it is a session's token.</param>
    /// <returns>Nothing at all when there is no session to speak of.</returns>
    public async Task<(Caller? Caller, Problem? Problem)> ReadAsync(HttpContext http, string? bearer)
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return (null, bearer is null ? null : Ended);
        if ((bearer ?? SessionCookie.Read(http.Request)) is not { } token)
            return (null, null);
        if (!SessionStore.IsToken(token) || await sessions.FindUserAsync(token, http.RequestAborted) is not { } user)
            return (null, Ended);
        return bearer is null && !cookie.IsAsked(http.Request)
            ? (null, SessionCookie.NotAsked)
            : (user.ToCaller(), null);
    }
}
