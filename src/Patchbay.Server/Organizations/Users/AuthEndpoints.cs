using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
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
            .Accepts<LoginRequest>("application/json");
        auth.MapGet("me", MeAsync).WithName("GetMe").WithSummary("Who calls").RequireAuthorization();
        auth.MapPost("logout", LogoutAsync)
            .WithName("Logout")
            .WithSummary("End this session at once")
            .RequireAuthorization();
    }

    private static async Task<Results<JsonAnswer<LoginAnswer>, Problem>> LoginAsync(
        HttpContext http,
        Login login,
        SessionCookie cookie,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.LoginRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (UserRules.Check(request) is { Count: > 0 } faults)
            return Problem.Invalid(faults);
        var outcome = await login.RunAsync(request, cancellation);
        var actor = Actor.Of(http, outcome.Problem is null ? outcome.User!.ToCaller() : null);
        http.Response.OnCompleted(() => login.NoteAsync(outcome, actor));
        if (outcome.Problem is { } refused)
            return refused;
        cookie.Set(http, outcome.Token!);
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(
            new LoginAnswer(outcome.Token!, clock.GetUtcNow() + SessionStore.Lifetime, UserAnswer.From(outcome.User!)),
            UserJson.Default.LoginAnswer
        );
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
        SessionStore sessions,
        SessionCookie cookie,
        CancellationToken cancellation
    )
    {
        if ((ApiKeyAuthentication.PresentedKey(http.Request) ?? SessionCookie.Read(http.Request)) is { } token)
            await sessions.EndAsync(token, cancellation);
        cookie.Clear(http);
        return TypedResults.NoContent();
    }
}
