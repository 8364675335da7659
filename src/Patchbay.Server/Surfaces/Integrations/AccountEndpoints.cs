using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

internal static class AccountEndpoints
{
    public static void MapIntegrationAccounts(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapIntegrationReads("/api/integrations/accounts").WithTags("Accounts");
        read.MapGet("", ListAsync)
            .WithName("ListAccounts")
            .WithSummary("List the accounts of one channel or of all channels, oldest first");
        read.MapGet("{id}", GetAsync).WithName("GetAccount").WithSummary("Show an account");

        var write = routes.MapIntegrationWrites("/api/integrations/accounts").WithTags("Accounts");
        write
            .MapPost("", CreateAsync)
            .WithName("CreateAccount")
            .WithSummary("Create an account; accounts of Meta are first verified at Meta")
            .Accepts<CreateAccountRequest>("application/json");
        write
            .MapPatch("{id}", UpdateAsync)
            .WithName("UpdateAccount")
            .WithSummary("Change an account; config is merged")
            .Accepts<UpdateAccountRequest>("application/json")
            .Produces(StatusCodes.Status412PreconditionFailed);
        write
            .MapPut("{id}", UpdateAsync)
            .WithName("PutAccount")
            .WithSummary("Change an account, the same as PATCH")
            .Accepts<UpdateAccountRequest>("application/json")
            .Produces(StatusCodes.Status412PreconditionFailed);
        write
            .MapPost("{id}/default", SetDefaultAsync)
            .WithName("SetDefaultAccount")
            .WithSummary("Make an account its channel's default");
        write
            .MapDelete("{id}", DeleteAsync)
            .WithName("DeleteAccount")
            .WithSummary("Disconnect an account and remove it");
    }

    private static async Task<Results<JsonAnswer<IReadOnlyList<AccountAnswer>>, Problem>> ListAsync(
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        AccountAnswers answers,
        ChannelRegistry channels,
        CancellationToken cancellation
    )
    {
        string? channel = http.Request.Query["channel"];
        if (channel is not null && AccountRules.ChannelOf(channels, channel).Problem is { } problem)
            return problem;
        var list = new List<AccountAnswer>();
        foreach (var row in await accounts.ListAsync(caller.Tenant, channel, cancellation))
            list.Add(await answers.FromAsync(row, cancellation));
        return JsonAnswer.Of<IReadOnlyList<AccountAnswer>>(list, IntegrationJson.Default.IReadOnlyListAccountAnswer);
    }

    private static async Task<Results<JsonAnswer<AccountAnswer>, Problem>> GetAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        AccountReply reply,
        CancellationToken cancellation
    ) => await reply.OfAsync(http, caller, id, cancellation);

    private static async Task<Results<JsonCreated<AccountAnswer>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        AccountCreation creation,
        AccountAnswers answers,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, IntegrationJson.Default.CreateAccountRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var created = await creation.RunAsync(caller.Tenant, request, Actor.Of(http, caller), cancellation);
        if (!created.TryGet(out var id, out problem))
            return problem;
        var made = await accounts.FindAsync(caller.Tenant, id, CancellationToken.None);
        return made is null
            ? AccountProblems.AccountNotFound
            : JsonAnswer.Created(
                await answers.FromAsync(made, CancellationToken.None),
                IntegrationJson.Default.AccountAnswer
            );
    }

    private static async Task<Results<JsonAnswer<AccountAnswer>, Problem>> UpdateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        AccountUpdate update,
        AccountReply reply,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, IntegrationJson.Default.UpdateAccountRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var failed = await update.RunAsync(
            caller.Tenant,
            id,
            request,
            IfMatch(http),
            Actor.Of(http, caller),
            cancellation
        );
        return failed is not null ? failed : await reply.OfAsync(http, caller, id, CancellationToken.None);
    }

    private static async Task<Results<JsonAnswer<AccountAnswer>, Problem>> SetDefaultAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        AccountAudit audit,
        Database database,
        AccountReply reply,
        CancellationToken cancellation
    )
    {
        if (await accounts.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return AccountProblems.AccountNotFound;
        var isSet = await database.WriteAsync(
            async session =>
            {
                if (!await accounts.TrySetDefaultAsync(session, row))
                    return false;
                await audit.DoneAsync(session, caller.Tenant, Actor.Of(http, caller), AccountAudit.MadeDefault, row.Id);
                return true;
            },
            cancellation
        );
        return isSet ? await reply.OfAsync(http, caller, id, CancellationToken.None) : AccountProblems.NotActive;
    }

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        AccountRemoval removal,
        CancellationToken cancellation
    )
    {
        if (await accounts.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return AccountProblems.AccountNotFound;
        return await removal.RunAsync(row, Actor.Of(http, caller)) is { } problem ? problem : TypedResults.NoContent();
    }

    /// <summary>
    /// The version that the caller read. "*" only requires that the account exists, which the look-up checks anyway.
    /// </summary>
    public static string? IfMatch(HttpContext http) =>
        http.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag && tag != "*" ? tag : null;
}

/// <summary>Answers with one account, and with its version as ETag.</summary>
internal sealed class AccountReply(AccountStore accounts, AccountConfigs configs, AccountAnswers answers)
{
    public async Task<Results<JsonAnswer<AccountAnswer>, Problem>> OfAsync(
        HttpContext http,
        Caller caller,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (await accounts.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return AccountProblems.AccountNotFound;
        var full = await configs.OfAsync(row, cancellation);
        http.Response.Headers.ETag = full.ETag;
        http.Response.Headers.CacheControl = "no-store"; // the answer contains the verify token
        return JsonAnswer.Of(await answers.FromAsync(full, cancellation), IntegrationJson.Default.AccountAnswer);
    }
}
