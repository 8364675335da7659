using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Redirects;

/// <summary>The routes of the list of origins that browsers may be sent to.</summary>
internal static class RedirectOriginEndpoints
{
    private static readonly Problem NotListed = Problem.NotFound("redirect origin");

    public static void MapRedirectOrigins(this IEndpointRouteBuilder routes)
    {
        var origins = routes.MapGroup("/v1/redirect-origins").WithTags("Redirect origins");
        origins
            .MapGet("", ListAsync)
            .WithName("ListRedirectOrigins")
            .WithSummary("The origins that links may send a browser to")
            .RequireScope(Scopes.OnboardingLinksRead);
        origins
            .MapPut("", ReplaceAsync)
            .WithName("SetRedirectOrigins")
            .WithSummary("Replace the list; an empty list allows none in production")
            .RequireScope(Scopes.RedirectOriginsAdmin)
            .Accepts<SetRedirectOriginsRequest>("application/json");
        origins
            .MapDelete("", RemoveAsync)
            .WithName("RemoveRedirectOrigin")
            .WithSummary("Remove one origin: ?origin=https://app.example.com")
            .RequireScope(Scopes.RedirectOriginsAdmin);
    }

    private static async Task<JsonAnswer<DataAnswer<RedirectOriginsAnswer>>> ListAsync(
        Caller caller,
        RedirectOriginStore store,
        CancellationToken cancellation
    ) => Answer(caller.Tenant, await store.ListAsync(caller.Tenant, cancellation));

    private static async Task<Results<JsonAnswer<DataAnswer<RedirectOriginsAnswer>>, Problem>> ReplaceAsync(
        HttpContext http,
        Caller caller,
        RedirectOriginStore store,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, RedirectOriginJson.Default.SetRedirectOriginsRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!RedirectOriginRules.ReadAll("origins", request.Origins).TryGet(out var origins, out var fault))
            return fault;
        var (_, after) = await store.ChangeAsync(
            caller.Tenant,
            Actor.Of(http, caller),
            _ => [.. origins.Order(StringComparer.Ordinal)],
            cancellation
        );
        return Answer(caller.Tenant, after);
    }

    private static async Task<Results<NoContent, Problem>> RemoveAsync(
        HttpContext http,
        Caller caller,
        RedirectOriginStore store,
        CancellationToken cancellation
    )
    {
        if (!RedirectOriginRules.Read("origin", http.Request.Query["origin"]).TryGet(out var origin, out var fault))
            return fault;
        var (before, _) = await store.ChangeAsync(
            caller.Tenant,
            Actor.Of(http, caller),
            list => [.. list.Where(listed => listed != origin)],
            cancellation
        );
        return before.Contains(origin) ? TypedResults.NoContent() : NotListed;
    }

    private static JsonAnswer<DataAnswer<RedirectOriginsAnswer>> Answer(Tenant tenant, IReadOnlyList<string> origins) =>
        JsonAnswer.Of(
            new DataAnswer<RedirectOriginsAnswer>(RedirectOriginsAnswer.Of(tenant, origins)),
            RedirectOriginJson.Default.DataAnswerRedirectOriginsAnswer
        );
}

/// <param name="Origins">At most 100 origins, such as <c>https://app.example.com</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetRedirectOriginsRequest(string[]? Origins);

/// <param name="Origins">The list of the key's environment.</param>
/// <param name="Allowed">
/// <c>listed</c>; without a list <c>none</c> in production and <c>any_https</c> in the sandbox.
/// </param>
public sealed record RedirectOriginsAnswer(IReadOnlyList<string> Origins, string Allowed)
{
    public static RedirectOriginsAnswer Of(Tenant tenant, IReadOnlyList<string> origins) =>
        new(
            origins,
            origins.Count > 0 ? "listed"
                : tenant.Environment == Environments.Production ? "none"
                : "any_https"
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 32
)]
[JsonSerializable(typeof(SetRedirectOriginsRequest))]
[JsonSerializable(typeof(DataAnswer<RedirectOriginsAnswer>))]
internal sealed partial class RedirectOriginJson : JsonSerializerContext;
