using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Password and sessions of the user who calls; open to every role.</summary>
internal static class OwnAccountEndpoints
{
    private static readonly Problem NoSession = Problem.NotFound("session");

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/auth").WithTags("Log-in").RequireAuthorization().RequireUser();
        auth.MapPost("password", ChangePasswordAsync)
            .WithName("ChangeOwnPassword")
            .WithSummary("Set your own password; your other sessions end")
            .Accepts<ChangePasswordRequest>("application/json");
        auth.MapGet("sessions", ListAsync).WithName("ListOwnSessions").WithSummary("Your sessions, newest first");
        auth.MapDelete("sessions", EndOthersAsync)
            .WithName("EndOtherSessions")
            .WithSummary("End your sessions except this one");
        auth.MapDelete("sessions/{id}", EndAsync).WithName("EndOwnSession").WithSummary("End one of your sessions");
        routes.MapSecondFactor();
    }

    /// <summary>The user who calls. A session has a user; the user may be deleted between two reads.</summary>
    public static async Task<Outcome<UserRow>> UserAsync(
        this UserStore users,
        Caller caller,
        CancellationToken cancellation
    ) => await users.FindAsync(caller.Tenant, caller.Id, cancellation) is { } user ? user : UserRules.NotFound;

    private static async Task<Results<NoContent, Problem>> ChangePasswordAsync(
        HttpContext http,
        Caller caller,
        UserStore users,
        OwnPassword own,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.ChangePasswordRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!(await users.UserAsync(caller, cancellation)).TryGet(out var user, out var gone))
            return gone;
        var by = (RequestSource.Of(http), caller.SessionId, Actor.Of(http, caller));
        return await own.ChangeAsync(user, request, by, cancellation) is { } refused
            ? refused
            : TypedResults.NoContent();
    }

    private static async Task<JsonAnswer<IReadOnlyList<SessionAnswer>>> ListAsync(
        Caller caller,
        SessionStore sessions,
        CancellationToken cancellation
    ) => Sessions(await sessions.ListAsync(caller.Id, cancellation), caller);

    private static async Task<NoContent> EndOthersAsync(
        HttpContext http,
        Caller caller,
        SessionEnding ending,
        CancellationToken cancellation
    )
    {
        await ending.RunAsync(http, caller, caller.Id, except: caller.SessionId, cancellation: cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Problem>> EndAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        SessionEnding ending,
        CancellationToken cancellation
    ) =>
        await ending.RunAsync(http, caller, caller.Id, id, cancellation: cancellation)
            ? TypedResults.NoContent()
            : NoSession;

    public static JsonAnswer<IReadOnlyList<SessionAnswer>> Sessions(IReadOnlyList<SessionRow> rows, Caller caller) =>
        JsonAnswer.Of<IReadOnlyList<SessionAnswer>>(
            [.. rows.Select(row => SessionAnswer.From(row, caller.SessionId))],
            UserJson.Default.IReadOnlyListSessionAnswer
        );
}
