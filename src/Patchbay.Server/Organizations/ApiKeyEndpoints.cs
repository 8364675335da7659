using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/api-keys").WithTags("API keys").RequireScope(Scopes.ApiKeysAdmin);
        keys.MapPost("", CreateAsync)
            .WithName("CreateApiKey")
            .WithSummary("Make a key; its text is shown once")
            .Accepts<CreateApiKeyRequest>("application/json");
        keys.MapGet("", ListAsync).WithName("ListApiKeys").WithSummary("The keys that are not revoked");
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
        var (row, text) = await keys.CreateAsync(
            caller.Tenant,
            key.Name,
            key.Scopes,
            key.Role,
            key.ExpiresAt,
            cancellation
        );
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
        Caller caller,
        ApiKeyStore keys,
        CancellationToken cancellation
    ) =>
        await keys.RevokeAsync(caller.Tenant, id, cancellation)
            ? TypedResults.NoContent()
            : Problem.NotFound("API key");
}
