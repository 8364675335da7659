using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

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
            .WithSummary("Ask Meta for the current state of a WhatsApp account");
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
            return AccountProblems.AccountNotFound;
        var read = await status.ReadAsync(await configs.OfAsync(row, cancellation), cancellation);
        return read.TryGet(out var answer, out var problem)
            ? JsonAnswer.Of(answer, WhatsAppJson.Default.WhatsAppStatusAnswer)
            : problem;
    }

    private static async Task<Results<JsonAnswer<EmbeddedSignupAnswer>, Problem>> SignUpAsync(
        HttpContext http,
        Caller caller,
        CodeExchange exchange,
        MetaApps apps,
        AccountStore accounts,
        AccountConfigs configs,
        ConnectionStandings standings,
        CancellationToken cancellation
    )
    {
        var read = await ReadCodeAsync(http);
        if (!read.TryGet(out var code, out var problem))
            return problem;
        if (apps.Find(caller.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        var outcome = await exchange.RunAsync(caller.Tenant, Actor.Of(http, caller), app, code);
        if (outcome.Problem is { } failed)
            return RefusalOf(failed);
        if (
            await accounts.FindByConnectionAsync(caller.Tenant, outcome.ConnectionId!, CancellationToken.None)
            is not { } row
        )
            return AccountProblems.AccountNotFound;
        return await AnswerAsync(row, configs, standings);
    }

    private static async Task<JsonAnswer<EmbeddedSignupAnswer>> AnswerAsync(
        AccountRow row,
        AccountConfigs configs,
        ConnectionStandings standings
    )
    {
        var account = await configs.OfAsync(row, CancellationToken.None);
        var standing = await standings.OfAsync(account.Connection!, CancellationToken.None);
        return JsonAnswer.Of(EmbeddedSignupAnswer.From(account, standing), WhatsAppJson.Default.EmbeddedSignupAnswer);
    }

    private static async Task<Outcome<SignupCode>> ReadCodeAsync(HttpContext http)
    {
        var read = await RequestBody.ReadAsync(http, WhatsAppJson.Default.EmbeddedSignupRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (SignupCode.Check(request.Code, request.WabaId, request.PhoneNumberId) is { } refused)
            return refused;
        return new SignupCode(request.Code!, request.WabaId!, request.PhoneNumberId);
    }

    private static Problem RefusalOf(Problem failed) =>
        failed is { Status: 409 } or { Status: 400, Field: not null }
            ? failed
            : AccountProblems.OfMeta(failed, MetaSteps.ExchangeCode);
}
