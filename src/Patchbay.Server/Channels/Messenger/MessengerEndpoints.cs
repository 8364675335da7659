using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>The routes of the log-in at Facebook and of a page's menu, for callers with their own front end.</summary>
internal static class MessengerEndpoints
{
    public static void MapMessenger(this IEndpointRouteBuilder routes)
    {
        var messenger = routes
            .MapIntegrationWrites($"/api/integrations/{MessengerKind.Settings.Name}")
            .WithTags("Log-in");
        messenger
            .MapPost("connect", ConnectAsync)
            .WithName("ConnectMessenger")
            .WithSummary("List a person's pages with the code of their log-in")
            .Accepts<ConnectRequest>("application/json");
        messenger
            .MapPost("pages", ConnectPagesAsync)
            .WithName("ConnectPages")
            .WithSummary("Connect the chosen pages")
            .Accepts<PagesRequest>("application/json");
        messenger
            .MapPost("{account_id}/persistent-menu", MenuAsync)
            .WithName("SetPersistentMenu")
            .WithSummary("Set or delete a page's persistent menu")
            .Accepts<MenuRequest>("application/json");
    }

    private static async Task<Results<JsonAnswer<MessengerAnswer>, Problem>> ConnectAsync(
        HttpContext http,
        Caller caller,
        MessengerLogin login
    )
    {
        var read = await RequestBody.ReadAsync(http, LoginJson.Default.ConnectRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!LoginRules.Read(request).TryGet(out var code, out problem))
            return problem;
        var finished = await login.FinishAsync(new(LogInOwners.Of(http, caller), code.Code, code.RedirectUri));
        if (!finished.TryGet(out var result, out problem))
            return problem;
        http.Response.Headers.CacheControl = "no-store";
        var answer = new MessengerAnswer(result.Handle ?? "", result.Choices);
        return JsonAnswer.Of(answer, MessengerJson.Default.MessengerAnswer);
    }

    private static async Task<Results<JsonAnswer<PagesAnswer>, Problem>> ConnectPagesAsync(
        HttpContext http,
        Caller caller,
        PageConnector pages,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, MessengerJson.Default.PagesRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!PageRules.PagesOf(request).TryGet(out var wanted, out problem))
            return problem;
        var connected = await pages.RunAsync(LogInOwners.Of(http, caller), request.UserToken!, wanted, cancellation);
        return connected.TryGet(out var answer, out problem)
            ? JsonAnswer.Of(answer, MessengerJson.Default.PagesAnswer)
            : problem;
    }

    private static async Task<Results<JsonAnswer<MenuAnswer>, Problem>> MenuAsync(
        PathId account_id,
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        PageMenu menu,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, MessengerJson.Default.MenuRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (await accounts.FindAsync(caller.Tenant, account_id, cancellation) is not { } account)
            return AccountProblems.AccountNotFound;
        if (account.Channel != MessengerKind.Settings.Name)
            return LoginProblems.NotMessenger;
        return request.Delete == true
            ? await DeleteMenuAsync(account, menu, cancellation)
            : await SetMenuAsync(account, request.PersistentMenu, menu, cancellation);
    }

    private static async Task<Results<JsonAnswer<MenuAnswer>, Problem>> DeleteMenuAsync(
        AccountRow account,
        PageMenu menu,
        CancellationToken cancellation
    ) =>
        await menu.DeleteAsync(account, cancellation) is { } kept
            ? kept
            : JsonAnswer.Of(new MenuAnswer(true, true), MessengerJson.Default.MenuAnswer);

    private static async Task<Results<JsonAnswer<MenuAnswer>, Problem>> SetMenuAsync(
        AccountRow account,
        JsonElement? wanted,
        PageMenu menu,
        CancellationToken cancellation
    )
    {
        var (menus, faults) = MenuRules.Read(wanted);
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        return await menu.SetAsync(account, menus, cancellation) is { } failed
            ? failed
            : JsonAnswer.Of(new MenuAnswer(true, false), MessengerJson.Default.MenuAnswer);
    }
}
