using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

internal static class ApiKeyEndpoints
{
    private static readonly Problem IsReplaced = new(
        409,
        Codes.Conflict,
        "This key has expired, was revoked or was rotated already; rotate the key that replaced it."
    );

    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/api-keys").WithTags("API keys").RequireScope(Scopes.ApiKeysAdmin);
        keys.MapPost("", CreateAsync)
            .WithName("CreateApiKey")
            .WithSummary("Make a key; its text is shown once")
            .Accepts<CreateApiKeyRequest>("application/json");
        keys.MapGet("", ListAsync).WithName("ListApiKeys").WithSummary("The keys that are not revoked");
        keys.MapPost("{id}/rotate", RotateAsync)
            .WithName("RotateApiKey")
            .WithSummary("Replace a key by one with the same rights; the old one ends after an overlap")
            .Accepts<RotateApiKeyRequest>("application/json");
        keys.MapDelete("{id}", RevokeAsync).WithName("RevokeApiKey").WithSummary("Revoke a key at once");
    }

    private static async Task<Results<JsonCreated<DataAnswer<ApiKeyAnswer>>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        ApiKeyStore keys,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, ApiKeyJson.Default.CreateApiKeyRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!ApiKeyRules.Read(request, caller, clock.GetUtcNow()).TryGet(out var key, out var fault))
            return fault;
        var (row, text) = await keys.CreateAsync(caller.Tenant, key, Actor.Of(http, caller), cancellation);
        return Shown(http, row, text);
    }

    private static async Task<Results<JsonCreated<DataAnswer<ApiKeyAnswer>>, Problem>> RotateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        ApiKeyStore keys,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await ReadOverlapAsync(http);
        if (!read.TryGet(out var overlap, out var problem))
            return problem;
        if (await keys.FindAsync(caller.Tenant, id, cancellation) is not { } old)
            return Problem.NotFound("API key");
        if (RefusalOfRotation(old, caller, clock.GetUtcNow()) is { } refusal)
            return refusal;
        return await keys.RotateAsync(old, overlap, Actor.Of(http, caller), cancellation) is var (row, text)
            ? Shown(http, row, text)
            : IsReplaced;
    }

    private static async Task<Outcome<TimeSpan>> ReadOverlapAsync(HttpContext http)
    {
        var read = await RequestBody.ReadAsync(http, ApiKeyJson.Default.RotateApiKeyRequest);
        return read.TryGet(out var request, out var problem) ? ApiKeyRules.Overlap(request) : problem;
    }

    private static Problem? RefusalOfRotation(ApiKeyRow old, Caller caller, DateTimeOffset now)
    {
        // The answer shows a secret with the rights of the old key, so a caller must have these rights.
        if (old.Id != caller.Id && caller.Rights.RefusalOf(old.ToCaller().Rights) is { } refusal)
            return refusal;
        return old.ReplacedBy is not null || old.ExpiresAt <= now ? IsReplaced : null;
    }

    private static JsonCreated<DataAnswer<ApiKeyAnswer>> Shown(HttpContext http, ApiKeyRow row, string text)
    {
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Created(
            new DataAnswer<ApiKeyAnswer>(ApiKeyAnswer.From(row, text)),
            ApiKeyJson.Default.DataAnswerApiKeyAnswer
        );
    }

    private static async Task<JsonAnswer<ListAnswer<ApiKeyAnswer>>> ListAsync(
        Caller caller,
        ApiKeyStore keys,
        CancellationToken cancellation
    )
    {
        var rows = await keys.ListAsync(caller.Tenant, cancellation);
        var answers = rows.Select(row => ApiKeyAnswer.From(row)).ToList();
        return JsonAnswer.Of(
            ListAnswer<ApiKeyAnswer>.Of(answers, new Page(1, Math.Max(1, answers.Count)), answers.Count),
            ApiKeyJson.Default.ListAnswerApiKeyAnswer
        );
    }

    private static async Task<Results<NoContent, Problem>> RevokeAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        ApiKeyStore keys,
        CancellationToken cancellation
    )
    {
        if (await keys.FindAsync(caller.Tenant, id, cancellation) is not { } key)
            return Problem.NotFound("API key");
        if (!Roles.Covers(caller.Role, key.Role))
            return new Problem(403, Codes.InsufficientRole, "This key has a role above the role of the caller.");
        return await keys.RevokeAsync(caller.Tenant, id, Actor.Of(http, caller), cancellation)
            ? TypedResults.NoContent()
            : Problem.NotFound("API key");
    }
}
