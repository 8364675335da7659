using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Integrations.Login;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>
/// The routes of the connect page: start, Meta's dialog, choice of pages, result. The page needs no script. Every call
/// that changes something redirects to the page, which shows the state of the session's row. So no code or token stays
/// in the address, and reloading the page changes nothing.
/// </summary>
internal sealed class ConnectPageEndpoints(
    ConnectSessionStore sessions,
    ConnectFlow flow,
    ConnectRendering rendering,
    MetaApps apps,
    ChannelRegistry channels,
    PublicAddress address,
    Ids ids,
    TimeProvider clock
)
{
    private const string Cookie = "patchbay_connect";

    private const int SecretLength = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.ServiceProvider.GetRequiredService<ConnectPageEndpoints>();
        foreach (var (channel, logIn) in page.WithLogIn())
        {
            var group = routes.MapGroup($"/connect/{channel}").ExcludeFromDescription().LimitBySource(LimitKind.Pages);
            group.MapGet(
                "",
                (HttpContext http, CancellationToken cancellation) => page.ShowAsync(channel, http, cancellation)
            );
            group.MapPost(
                "start",
                (HttpContext http, CancellationToken cancellation) => page.StartAsync(channel, http, cancellation)
            );
            group
                .MapGet(
                    "callback",
                    (HttpContext http, CancellationToken cancellation) =>
                        page.CallbackAsync(channel, http, cancellation)
                )
                .LimitBySource(LimitKind.Callbacks);
            if (logIn.OffersChoice)
                group.MapPost(
                    "pages",
                    (HttpContext http, CancellationToken cancellation) => page.ChooseAsync(channel, http, cancellation)
                );
        }
    }

    private IEnumerable<(string Name, ChannelLogIn LogIn)> WithLogIn() =>
        channels.All.Where(channel => channel.LogIn is not null).Select(channel => (channel.Name, channel.LogIn!));

    private string? DialogOf(string channel, MetaApp app, string state) =>
        channels.Of(channel).LogIn?.DialogOf(app, CallbackOf(channel), state);

    private async Task<IResult> ShowAsync(string channel, HttpContext http, CancellationToken cancellation)
    {
        var token = http.Request.Query["token"].ToString();
        var mine = await MineAsync(channel, http, cancellation);
        if (token.Length == 0)
            return await RenderAsync(http, mine, cancellation);
        var invited = await sessions.FindByTokenAsync(channel, token, cancellation);
        if (invited is not null && invited.Id == mine?.Id)
            return TypedResults.Redirect($"/connect/{channel}");
        return invited is { BrowserHash: not null }
            ? await rendering.ShowTakenAsync(http, invited, cancellation)
            : await RenderAsync(http, invited, cancellation, token);
    }

    private async Task<IResult> StartAsync(string channel, HttpContext http, CancellationToken cancellation)
    {
        var (posted, refusal) = await FormAsync(http);
        if (posted is not { } form)
            return await rendering.ShowRefusedAsync(http, refusal, cancellation);
        var session = await MineAsync(channel, http, cancellation);
        // Only pressing the button claims the invitation, so that a link preview does not use it up.
        if (
            form["token"].ToString() is { Length: > 0 } token
            && await sessions.FindByTokenAsync(channel, token, cancellation) is { } invited
            && invited.Id != session?.Id
        )
        {
            if (!await TakeUpAsync(invited, http))
                return await rendering.ShowTakenAsync(http, invited, cancellation);
            session = invited;
        }
        if (session is null || apps.Find(session.Environment) is not { } app)
            return await RenderAsync(http, session, cancellation);
        return await SendAwayAsync(channel, session, app);
    }

    private async Task<IResult> SendAwayAsync(string channel, ConnectSession session, MetaApp app)
    {
        var state = ids.Token(SecretLength);
        return DialogOf(channel, app, state) is { } dialog && await sessions.SendAwayAsync(session, state)
            ? OwnPage.See(dialog)
            : TypedResults.Redirect($"/connect/{channel}");
    }

    /// <summary>
    /// Claims the invitation for this browser; false when the invitation is over or another browser has claimed it.
    /// </summary>
    private async Task<bool> TakeUpAsync(ConnectSession invited, HttpContext http)
    {
        var secret = ids.Token(SecretLength);
        if (rendering.IsOver(invited) || !await sessions.ClaimAsync(invited, secret))
            return false;
        http.Response.Cookies.Append(
            OwnPage.CookieName(address, Cookie),
            secret,
            new CookieOptions(OwnPage.Cookie(address, SameSiteMode.Lax, "/connect"))
            {
                // A duration, not a date, because the browser's clock may be wrong.
                MaxAge = invited.ExpiresAt - clock.GetUtcNow(),
            }
        );
        return true;
    }

    private async Task<IResult> CallbackAsync(string channel, HttpContext http, CancellationToken cancellation)
    {
        var query = http.Request.Query;
        // A wrong or repeated state changes nothing; the page then shows the current state.
        if (
            await MineAsync(channel, http, cancellation) is { } session
            && query["state"].ToString() is { Length: > 0 } state
            && await sessions.TakeStateAsync(session, state)
        )
        {
            if (LoginRules.CodeOf(query["code"].ToString()) is { Length: > 0 and <= 4096 } code)
                await flow.CameBackAsync(session, ActorOf(http, session), code, CallbackOf(channel));
            else
                await sessions.FailAsync(
                    session,
                    query["error"] == "access_denied" ? ConnectErrors.Denied : ConnectErrors.Failed
                );
        }
        return TypedResults.Redirect($"/connect/{channel}");
    }

    private async Task<IResult> ChooseAsync(string channel, HttpContext http, CancellationToken cancellation)
    {
        var (posted, refusal) = await FormAsync(http);
        if (posted is not { } form)
            return await rendering.ShowRefusedAsync(http, refusal, cancellation);
        if (
            await MineAsync(channel, http, cancellation) is { Status: ConnectStatus.Choosing } session
            && !rendering.IsOver(session)
        )
        {
            await flow.ChoseAsync(session, ActorOf(http, session), [.. form["page"].OfType<string>()]);
        }
        return OwnPage.See($"/connect/{channel}");
    }

    private async Task<ConnectSession?> MineAsync(string channel, HttpContext http, CancellationToken cancellation) =>
        http.Request.Cookies[OwnPage.CookieName(address, Cookie)] is { Length: > 0 } secret
            ? await sessions.FindByBrowserAsync(channel, secret, cancellation)
            : null;

    private Task<IResult> RenderAsync(
        HttpContext http,
        ConnectSession? session,
        CancellationToken cancellation,
        string? token = null
    )
    {
        var dialog =
            session is null || apps.Find(session.Environment) is not { } app
                ? null
                : DialogOf(session.Channel, app, "x");
        return rendering.ShowAsync(http, session, token, dialog, cancellation);
    }

    private string CallbackOf(string channel) => $"{address.Base}/connect/{channel}/callback";

    private static Actor ActorOf(HttpContext http, ConnectSession session) =>
        new(
            "connect_link",
            session.Id.ToString(),
            http.Connection.RemoteIpAddress?.ToString(),
            null,
            RequestId.From(http)
        );

    /// <summary>The form from our own page, or the view that refuses the post.</summary>
    private async Task<(IFormCollection? Form, ConnectView Refusal)> FormAsync(HttpContext http) =>
        OwnPage.IsForeign(http.Request, address)
            ? (null, ConnectView.Foreign)
            : (await OwnPage.FormAsync(http), ConnectView.NoForm);
}
