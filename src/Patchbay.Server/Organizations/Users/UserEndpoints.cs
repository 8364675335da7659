using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes
            .MapGroup("/api/users")
            .WithTags("Users")
            .RequireScope(Scopes.UsersAdmin)
            .RequireRole(Roles.Admin);
        users
            .MapPost("", CreateAsync)
            .WithName("CreateUser")
            .WithSummary("Make a user")
            .Accepts<CreateUserRequest>("application/json");
        users.MapGet("", ListAsync).WithName("ListUsers").WithSummary("The users, oldest first");
        users.MapGet("{id}", GetAsync).WithName("GetUser").WithSummary("One user");
        users
            .MapPatch("{id}", UpdateAsync)
            .WithName("UpdateUser")
            .WithSummary("Change role, name or password")
            .Accepts<UpdateUserRequest>("application/json");
        users.MapDelete("{id}", DeleteAsync).WithName("DeleteUser").WithSummary("Remove a user and end the sessions");
        users
            .MapGet("{id}/sessions", ListSessionsAsync)
            .WithName("ListUserSessions")
            .WithSummary("A user's sessions, newest first");
        users
            .MapDelete("{id}/sessions", EndSessionsAsync)
            .WithName("EndUserSessions")
            .WithSummary("End all sessions of a user");
        users
            .MapDelete("{id}/sessions/{session_id}", EndSessionAsync)
            .WithName("EndUserSession")
            .WithSummary("End one session of a user");
        users
            .MapDelete("{id}/second-factor", ResetFactorAsync)
            .WithName("ResetSecondFactor")
            .WithSummary("Remove the second factor of a user who lost the device");
    }

    private static async Task<Results<JsonCreated<UserAnswer>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        UserCreation creation,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.CreateUserRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!UserRules.Read(request, caller.Rights, clock.GetUtcNow()).TryGet(out var user, out var faults))
            return faults;
        var created = await creation.RunAsync(caller.Tenant, user, Actor.Of(http, caller), cancellation);
        return created.TryGet(out var row, out var refused)
            ? JsonAnswer.Created(UserAnswer.From(row), UserJson.Default.UserAnswer)
            : refused;
    }

    private static async Task<JsonAnswer<IReadOnlyList<UserAnswer>>> ListAsync(
        Caller caller,
        UserStore users,
        CancellationToken cancellation
    ) =>
        JsonAnswer.Of<IReadOnlyList<UserAnswer>>(
            [.. (await users.ListAsync(caller.Tenant, cancellation)).Select(UserAnswer.From)],
            UserJson.Default.IReadOnlyListUserAnswer
        );

    private static async Task<Results<JsonAnswer<UserAnswer>, Problem>> GetAsync(
        PathId id,
        Caller caller,
        UserStore users,
        CancellationToken cancellation
    ) =>
        await users.FindAsync(caller.Tenant, id, cancellation) is { } row
            ? JsonAnswer.Of(UserAnswer.From(row), UserJson.Default.UserAnswer)
            : UserRules.NotFound;

    private static async Task<Results<JsonAnswer<UserAnswer>, Problem>> UpdateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        UserStore users,
        Passwords passwords,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.UpdateUserRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (await RefusalOfUpdateAsync(id, request, caller, users, cancellation) is { } refusal)
            return refusal;
        var update = await UpdateOfAsync(request, passwords, cancellation);
        var actor = Actor.Of(http, caller);
        var change = await users.UpdateAsync(caller.Tenant, id, update, caller.Rights, actor, cancellation);
        if (ProblemOf(change) is { } refused)
            return refused;
        return await GetAsync(id, caller, users, CancellationToken.None);
    }

    private static async Task<Problem?> RefusalOfUpdateAsync(
        PathId id,
        UpdateUserRequest request,
        Caller caller,
        UserStore users,
        CancellationToken cancellation
    )
    {
        if (caller.Id == id && request.Password is not null)
            return UserRules.OwnPassword;
        if (UserRules.Check(request, caller.Rights) is { Count: > 0 } faults)
            return Problem.Invalid(faults);
        if (await users.FindAsync(caller.Tenant, id, cancellation) is not { } user)
            return UserRules.NotFound;
        return UserRules.PasswordFault(request, user) is { } weak ? Problem.Invalid([weak]) : null;
    }

    private static async Task<UserUpdate> UpdateOfAsync(
        UpdateUserRequest request,
        Passwords passwords,
        CancellationToken cancellation
    )
    {
        var hash = request.Password is { } password ? await passwords.HashAsync(password, cancellation) : null;
        return new(ShownText.CleanIfGiven(request.Name), request.Role, hash);
    }

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        UserStore users,
        CancellationToken cancellation
    ) =>
        ProblemOf(await users.DeleteAsync(caller.Tenant, id, Actor.Of(http, caller), cancellation)) is { } refused
            ? refused
            : TypedResults.NoContent();

    private static async Task<Results<JsonAnswer<IReadOnlyList<SessionAnswer>>, Problem>> ListSessionsAsync(
        PathId id,
        Caller caller,
        UserStore users,
        SessionStore sessions,
        CancellationToken cancellation
    ) =>
        await users.FindAsync(caller.Tenant, id, cancellation) is { } user
            ? OwnAccountEndpoints.Sessions(await sessions.ListAsync(user.Id, cancellation), caller)
            : UserRules.NotFound;

    private static async Task<Results<NoContent, Problem>> EndSessionsAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        UserStore users,
        SessionEnding ending,
        CancellationToken cancellation
    )
    {
        if (await users.FindAsync(caller.Tenant, id, cancellation) is not { } user)
            return UserRules.NotFound;
        await ending.RunAsync(http, caller, user.Id, cancellation: cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Problem>> EndSessionAsync(
        PathId id,
        PathId session_id,
        HttpContext http,
        Caller caller,
        UserStore users,
        SessionEnding ending,
        CancellationToken cancellation
    ) =>
        await users.FindAsync(caller.Tenant, id, cancellation) is { } user
        && await ending.RunAsync(http, caller, user.Id, session_id, cancellation: cancellation)
            ? TypedResults.NoContent()
            : UserRules.NotFound;

    private static async Task<Results<NoContent, Problem>> ResetFactorAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        UserStore users,
        SecondFactors factors,
        CancellationToken cancellation
    )
    {
        if (caller.Id == id)
            return UserRules.OwnFactor;
        if (await users.FindAsync(caller.Tenant, id, cancellation) is not { } user)
            return UserRules.NotFound;
        if (caller.Rights.RefusalOf(user.Rights) is { } refusal)
            return refusal;
        var actor = Actor.Of(http, caller);
        return await factors.RemoveAsync(user, "second_factor.reset", actor, cancellation)
            ? TypedResults.NoContent()
            : SecondFactors.None;
    }

    private static Problem? ProblemOf(UserChange change) =>
        change switch
        {
            UserChange.Done => null,
            UserChange.LastAdmin => UserRules.LastAdmin,
            UserChange.AboveCaller => UserRules.AboveCaller,
            _ => UserRules.NotFound,
        };
}
