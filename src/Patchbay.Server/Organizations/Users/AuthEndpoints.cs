using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

internal static class AuthEndpoints
{
    public static void MapUserLogin(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/auth").WithTags("Log-in");
        auth.MapPost("login", LoginAsync)
            .WithName("Login")
            .WithSummary("Log in with e-mail and password")
            .Accepts<LoginRequest>("application/json")
            .LimitBySource(LimitKind.LogIns);
        auth.MapGet("me", MeAsync).WithName("GetMe").WithSummary("Who calls").RequireAuthorization();
        auth.MapPost("logout", LogoutAsync)
            .WithName("Logout")
            .WithSummary("End this session at once")
            .RequireAuthorization();
    }

    private static async Task<Results<JsonAnswer<LoginAnswer>, Problem>> LoginAsync(
        HttpContext http,
        Login login,
        LoginAudit audit,
        SessionStore sessions,
        SessionCookie cookie,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await ReadCredentialsAsync(http);
        if (!read.TryGet(out var credentials, out var problem))
            return problem;
        var visitor = new Visitor(RequestSource.Of(http), Actor.Of(http, caller: null), cookie.ReadOwn(http));
        var outcome = await login.RunAsync(credentials, visitor, cancellation);
        audit.NoteAfterAnswer(http, outcome);
        if (!outcome.Session.TryGet(out var session, out var refused))
            return refused;
        cookie.Set(http, session.Token, sessions.MaxAge);
        return Shown(http, session, clock.GetUtcNow() + sessions.MaxAge);
    }

    private static JsonAnswer<LoginAnswer> Shown(HttpContext http, Session session, DateTimeOffset expiresAt)
    {
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(
            new LoginAnswer(session.Token, expiresAt, UserAnswer.From(session.User)),
            UserJson.Default.LoginAnswer
        );
    }

    private static async Task<Outcome<Credentials>> ReadCredentialsAsync(HttpContext http)
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.LoginRequest);
        return read.TryGet(out var request, out var problem) ? UserRules.Read(request) : problem;
    }

    private static async Task<JsonAnswer<MeAnswer>> MeAsync(
        Caller caller,
        UserStore users,
        CancellationToken cancellation
    )
    {
        var user = caller.IsUser ? await users.FindAsync(caller.Tenant, caller.Id, cancellation) : null;
        return JsonAnswer.Of(
            new MeAnswer(
                user is null ? null : UserAnswer.From(user),
                caller.Role,
                caller.Tenant.Environment,
                caller.Tenant.OrganizationId
            ),
            UserJson.Default.MeAnswer
        );
    }

    private static async Task<NoContent> LogoutAsync(
        HttpContext http,
        Caller caller,
        SessionEnding ending,
        SessionCookie cookie,
        CancellationToken cancellation
    )
    {
        if (caller.SessionId is { } session)
            await ending.RunAsync(http, caller, caller.Id, session, cancellation: cancellation);
        cookie.Clear(http);
        return TypedResults.NoContent();
    }
}
