using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The second factor of the user who calls.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this IEndpointRouteBuilder routes)
    {
        var factor = routes.MapGroup("/api/auth/second-factor").WithTags("Log-in").RequireAuthorization().RequireUser();
        factor.MapGet("", GetAsync).WithName("GetSecondFactor").WithSummary("Whether your log-in needs a code");
        factor
            .MapPost("", BeginAsync)
            .WithName("BeginSecondFactor")
            .WithSummary("Make a secret for an authenticator app; shown once")
            .Accepts<SecondFactorRequest>("application/json");
        factor
            .MapPost("confirm", ConfirmAsync)
            .WithName("ConfirmSecondFactor")
            .WithSummary("Turn the second factor on with its first code; answers recovery codes, shown once")
            .Accepts<ConfirmSecondFactorRequest>("application/json");
        factor
            .MapPost("remove", RemoveAsync)
            .WithName("RemoveSecondFactor")
            .WithSummary("Turn the second factor off, with password and code")
            .Accepts<SecondFactorRequest>("application/json");
    }

    private static async Task<JsonAnswer<SecondFactorAnswer>> GetAsync(
        Caller caller,
        SecondFactorStore factors,
        CancellationToken cancellation
    )
    {
        var confirmedAt = (await factors.FindAsync(caller.Id, cancellation))?.ConfirmedAt;
        var left = confirmedAt is null ? 0 : await factors.RecoveryCodesLeftAsync(caller.Id, cancellation);
        return JsonAnswer.Of(
            new SecondFactorAnswer(confirmedAt is not null, confirmedAt, left),
            UserJson.Default.SecondFactorAnswer
        );
    }

    private static async Task<Results<JsonAnswer<SecondFactorSecretAnswer>, Problem>> BeginAsync(
        HttpContext http,
        Caller caller,
        UserStore users,
        OwnPassword own,
        SecondFactors factors,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.SecondFactorRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!(await users.UserAsync(caller, cancellation)).TryGet(out var user, out var gone))
            return gone;
        var source = RequestSource.Of(http);
        if (await own.CheckAsync(user, "password", request.Password, source, cancellation) is { } wrong)
            return wrong;
        if (!(await factors.BeginAsync(user, cancellation)).TryGet(out var secret, out var refused))
            return refused;
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(secret, UserJson.Default.SecondFactorSecretAnswer);
    }

    private static async Task<Results<JsonAnswer<RecoveryCodesAnswer>, Problem>> ConfirmAsync(
        HttpContext http,
        Caller caller,
        UserStore users,
        OwnFactor own,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.ConfirmSecondFactorRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!(await users.UserAsync(caller, cancellation)).TryGet(out var user, out var gone))
            return gone;
        var by = new FactorCall(RequestSource.Of(http), caller.SessionId, Actor.Of(http, caller));
        if (!(await own.ConfirmAsync(user, request.Code, by, cancellation)).TryGet(out var codes, out var refused))
            return refused;
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(codes, UserJson.Default.RecoveryCodesAnswer);
    }

    private static async Task<Results<NoContent, Problem>> RemoveAsync(
        HttpContext http,
        Caller caller,
        UserStore users,
        OwnPassword password,
        OwnFactor own,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.SecondFactorRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!(await users.UserAsync(caller, cancellation)).TryGet(out var user, out var gone))
            return gone;
        var by = new FactorCall(RequestSource.Of(http), caller.SessionId, Actor.Of(http, caller));
        if (await password.CheckAsync(user, "password", request.Password, by.Source, cancellation) is { } wrong)
            return wrong;
        return await own.RemoveAsync(user, request.Code, by, cancellation) is { } refused
            ? refused
            : TypedResults.NoContent();
    }
}
