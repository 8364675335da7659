using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Integrations;

internal static class AccountEndpoints
{
    public static void MapIntegrationAccounts(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapIntegrationReads("/api/integrations/accounts").WithTags("Accounts");
        read.MapGet("", ListAsync).WithName("ListAccounts").WithSummary("The accounts of one channel or of all, oldest first");
        read.MapGet("{id}", GetAsync).WithName("GetAccount").WithSummary("One account");

        var write = routes.MapIntegrationWrites("/api/integrations/accounts").WithTags("Accounts");
        write.MapPost("", CreateAsync).WithName("CreateAccount").WithSummary("Make an account; one of Meta's is proved there first")
            .Accepts<CreateAccountRequest>("application/json");
    }

    private static async Task<Results<JsonAnswer<IReadOnlyList<AccountAnswer>>, Problem>> ListAsync(
        HttpContext http, Caller caller, AccountStore accounts, AccountAnswers answers, CancellationToken cancellation)
    {
        string? channel = http.Request.Query["channel"];
        if (channel is not null && AccountRules.Channel(channel) is { } problem) return problem;
        var list = new List<AccountAnswer>();
        foreach (var row in await accounts.ListAsync(caller.Tenant, channel, cancellation)) list.Add(await answers.FromAsync(row, cancellation));
        return JsonAnswer.Of<IReadOnlyList<AccountAnswer>>(list, IntegrationJson.Default.IReadOnlyListAccountAnswer);
    }

    private static async Task<Results<JsonAnswer<AccountAnswer>, Problem>> GetAsync(
        PathId id, HttpContext http, Caller caller, AccountStore accounts, AccountConfigs configs, AccountAnswers answers, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(caller.Tenant, id, cancellation) is not { } row) return IntegrationProblems.AccountNotFound;
        var full = await configs.OfAsync(row, cancellation);
        http.Response.Headers.ETag = full.ETag;
        return JsonAnswer.Of(await answers.FromAsync(full, cancellation), IntegrationJson.Default.AccountAnswer);
    }

    private static async Task<Results<JsonCreated<AccountAnswer>, Problem>> CreateAsync(
        HttpContext http, Caller caller, AccountStore accounts, AccountCreation creation, AccountAnswers answers, DivisionStore divisions, CancellationToken cancellation)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, IntegrationJson.Default.CreateAccountRequest);
        if ((problem ?? AccountRules.Channel(request!.Channel)) is { } refused) return refused;
        var config = ConfigMerge.New(request!.Channel!, request.Config);
        if (AccountRules.Check(request, config) is { Count: > 0 } faults) return Problem.Invalid(faults);
        if (!await divisions.IsKnownAsync(caller.Tenant, request.DivisionId, cancellation)) return IntegrationProblems.UnknownDivision;
        var (id, failed) = await creation.RunAsync(AccountRules.DraftOf(caller.Tenant, request, config.Values), Actor.Of(http, caller), cancellation);
        if (failed is not null) return failed;
        var made = await accounts.FindAsync(caller.Tenant, id, CancellationToken.None);
        return made is null ? IntegrationProblems.AccountNotFound : JsonAnswer.Created(await answers.FromAsync(made, CancellationToken.None), IntegrationJson.Default.AccountAnswer);
    }
}
