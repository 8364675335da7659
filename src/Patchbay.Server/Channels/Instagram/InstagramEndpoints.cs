using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>The routes of the log-in at Instagram, for callers with their own front end.</summary>
internal static class InstagramEndpoints
{
    public static void MapInstagram(this IEndpointRouteBuilder routes) =>
        routes
            .MapIntegrationWrites($"/api/integrations/{InstagramKind.Settings.Name}")
            .WithTags("Log-in")
            .MapPost("connect", ConnectAsync)
            .WithName("ConnectInstagram")
            .WithSummary("Connect an Instagram account with the code of its log-in")
            .Accepts<ConnectRequest>("application/json");

    private static async Task<Results<JsonAnswer<InstagramAnswer>, Problem>> ConnectAsync(
        HttpContext http,
        Caller caller,
        InstagramLogin login,
        AccountConfigs configs,
        CancellationToken cancellation
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
        if (result.Account is not { } account)
            return AccountProblems.AccountNotFound;
        var full = await configs.OfAsync(account, cancellation);
        return JsonAnswer.Of(AnswerOf(account, full), InstagramJson.Default.InstagramAnswer);
    }

    private static InstagramAnswer AnswerOf(AccountRow account, FullAccount full)
    {
        var shown = new InstagramAccountAnswer(
            account.Id,
            account.AccountKey,
            account.DisplayName,
            full.Config.GetValueOrDefault(InstagramKind.Username),
            full.Connection?.Status,
            full.Connection?.StatusReason
        );
        return new InstagramAnswer(shown.Status == ConnectionStatus.Connected, shown);
    }
}
