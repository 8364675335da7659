using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Surfaces.Integrations;

internal static class WhatsAppEndpoints
{
    public static void MapWhatsAppIntegration(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/integrations/accounts/{id}/whatsapp-status", StatusAsync)
            .RequireScope(Scopes.IntegrationsRead)
            .RequireRole(Roles.Admin)
            .WithTags("WhatsApp")
            .WithName("GetWhatsAppStatus")
            .WithSummary("What Meta says of a WhatsApp account now");
        routes
            .MapIntegrationWrites("/api/integrations/whatsapp")
            .WithTags("WhatsApp")
            .MapPost("embedded-signup", SignUpAsync)
            .WithName("CompleteEmbeddedSignup")
            .WithSummary("Connect with the code of Meta's sign-up window")
            .Accepts<EmbeddedSignupRequest>("application/json");
    }

    private static async Task<Results<JsonAnswer<WhatsAppStatusAnswer>, Problem>> StatusAsync(
        PathId id,
        Caller caller,
        AccountStore accounts,
        AccountConfigs configs,
        WhatsAppStatusReader status,
        CancellationToken cancellation
    )
    {
        if (await accounts.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return IntegrationProblems.AccountNotFound;
        var (answer, problem) = await status.ReadAsync(await configs.OfAsync(row, cancellation), cancellation);
        return problem is not null ? problem : JsonAnswer.Of(answer!, IntegrationJson.Default.WhatsAppStatusAnswer);
    }

    private static async Task<Results<JsonAnswer<EmbeddedSignupAnswer>, Problem>> SignUpAsync(
        HttpContext http,
        Caller caller,
        CodeExchange exchange,
        MetaApps apps,
        AccountStore accounts,
        AccountConfigs configs,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, IntegrationJson.Default.EmbeddedSignupRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var code = new ExchangeCodeRequest(request.Code, request.WabaId, request.PhoneNumberId, null, null);
        if (ConnectionRules.Check(code) is { } refused)
            return refused;
        if (apps.Find(caller.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        var outcome = await exchange.RunAsync(caller.Tenant, Actor.Of(http, caller), app, code);
        if (outcome.Problem is { } failed)
            return failed is { Status: 409 } or { Status: 400, Field: not null }
                ? failed
                : IntegrationProblems.OfMeta(failed, MetaSteps.ExchangeCode);
        if (
            await accounts.FindByConnectionAsync(caller.Tenant, outcome.ConnectionId!, CancellationToken.None)
            is not { } row
        )
            return IntegrationProblems.AccountNotFound;
        return JsonAnswer.Of(
            EmbeddedSignupAnswer.From(await configs.OfAsync(row, CancellationToken.None)),
            IntegrationJson.Default.EmbeddedSignupAnswer
        );
    }
}
