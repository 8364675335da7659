using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations.Login;

/// <summary>Log-in at Instagram and Facebook, for callers with a front end of their own.</summary>
internal static class LoginEndpoints
{
    private const int StateLength = 32;

    public static void MapLogins(this IEndpointRouteBuilder routes)
    {
        var instagram = routes.MapIntegrationWrites("/api/integrations/instagram").WithTags("Log-in");
        instagram
            .MapGet(
                "authorize-url",
                (HttpContext http, Caller caller, MetaApps apps, Ids ids) =>
                    Authorize(IntegrationChannels.Instagram, http, caller, apps, ids)
            )
            .WithName("GetInstagramAuthorizeUrl")
            .WithSummary("Where to send a person who connects an Instagram account");
        instagram
            .MapPost("connect", ConnectInstagramAsync)
            .WithName("ConnectInstagram")
            .WithSummary("Connect an Instagram account with the code of its log-in")
            .Accepts<ConnectRequest>("application/json");

        var messenger = routes.MapIntegrationWrites("/api/integrations/messenger").WithTags("Log-in");
        messenger
            .MapGet(
                "authorize-url",
                (HttpContext http, Caller caller, MetaApps apps, Ids ids) =>
                    Authorize(IntegrationChannels.Messenger, http, caller, apps, ids)
            )
            .WithName("GetMessengerAuthorizeUrl")
            .WithSummary("Where to send a person who connects pages");
        messenger
            .MapPost("connect", ConnectMessengerAsync)
            .WithName("ConnectMessenger")
            .WithSummary("The pages of a person, with the code of their log-in")
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

    /// <summary>Whose a handle is: nobody else can use it.</summary>
    private static string OwnerOf(HttpContext http, Caller caller) =>
        Actor.Of(http, caller) is { Type: var type, Id: var id } ? $"{type}:{id}" : "";

    private static Results<JsonAnswer<AuthorizeAnswer>, Problem> Authorize(
        string channel,
        HttpContext http,
        Caller caller,
        MetaApps apps,
        Ids ids
    )
    {
        string? redirectUri = http.Request.Query["redirect_uri"],
            given = http.Request.Query["state"];
        List<Fault> faults =
        [
            .. new[] { LoginRules.RedirectUri(redirectUri), LoginRules.State(given) }.OfType<Fault>(),
        ];
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        if (apps.Find(caller.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        var state = given ?? ids.Token(StateLength);
        return LoginDialogs.AddressOf(app, channel, redirectUri!, state) is { } address
            ? JsonAnswer.Of(new AuthorizeAnswer(address, state, redirectUri!), LoginJson.Default.AuthorizeAnswer)
            : LoginDialogs.NoInstagram;
    }

    private static async Task<Results<JsonAnswer<InstagramAnswer>, Problem>> ConnectInstagramAsync(
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
        if (LoginRules.Check(request) is { } refused)
            return refused;
        var (account, failed) = await login.RunAsync(
            caller.Tenant,
            Actor.Of(http, caller),
            LoginRules.CodeOf(request)!,
            request.RedirectUri!
        );
        if (failed is not null)
            return failed;
        var full = await configs.OfAsync(account!, cancellation);
        var shown = new InstagramAccountAnswer(
            account!.Id,
            account.AccountKey,
            account.DisplayName,
            full.Config.GetValueOrDefault(ChannelSettings.Username),
            full.Connection?.Status,
            full.Connection?.StatusReason
        );
        return JsonAnswer.Of(
            new InstagramAnswer(shown.Status == ConnectionStatus.Connected, shown),
            LoginJson.Default.InstagramAnswer
        );
    }

    private static async Task<Results<JsonAnswer<MessengerAnswer>, Problem>> ConnectMessengerAsync(
        HttpContext http,
        Caller caller,
        MessengerLogin login
    )
    {
        var read = await RequestBody.ReadAsync(http, LoginJson.Default.ConnectRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (LoginRules.Check(request) is { } refused)
            return refused;
        var (answer, failed) = await login.RunAsync(
            caller.Tenant,
            Actor.Of(http, caller),
            OwnerOf(http, caller),
            LoginRules.CodeOf(request)!,
            request.RedirectUri!
        );
        if (failed is not null)
            return failed;
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(answer!, LoginJson.Default.MessengerAnswer);
    }

    private static async Task<Results<JsonAnswer<PagesAnswer>, Problem>> ConnectPagesAsync(
        HttpContext http,
        Caller caller,
        PageConnector pages,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, LoginJson.Default.PagesRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var (wanted, faults) = LoginRules.PagesOf(request);
        if (faults is not null)
            return faults;
        var (answer, failed) = await pages.RunAsync(
            caller.Tenant,
            Actor.Of(http, caller),
            OwnerOf(http, caller),
            request.UserToken!,
            wanted,
            cancellation
        );
        return failed is not null ? failed : JsonAnswer.Of(answer!, LoginJson.Default.PagesAnswer);
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
        var read = await RequestBody.ReadAsync(http, LoginJson.Default.MenuRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (await accounts.FindAsync(caller.Tenant, account_id, cancellation) is not { } account)
            return IntegrationProblems.AccountNotFound;
        if (account.Channel != IntegrationChannels.Messenger)
            return LoginProblems.NotMessenger;
        if (request.Delete == true)
            return await menu.DeleteAsync(account, cancellation) is { } kept
                ? kept
                : JsonAnswer.Of(new MenuAnswer(true, true), LoginJson.Default.MenuAnswer);
        var (menus, faults) = MenuRules.Read(request.PersistentMenu);
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        return await menu.SetAsync(account, menus, cancellation) is { } failed
            ? failed
            : JsonAnswer.Of(new MenuAnswer(true, false), LoginJson.Default.MenuAnswer);
    }
}
