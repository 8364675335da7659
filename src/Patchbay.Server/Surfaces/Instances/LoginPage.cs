using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>
/// The page before Meta's dialog: it shows who gets access, and its button binds the log-in to the browser. Opening the
/// page claims nothing, so that a link preview does not use the log-in up.
/// </summary>
internal sealed class LoginPage(
    LoginStore logins,
    InstanceStore instances,
    OrganizationStore organizations,
    MetaApps apps,
    WhatsAppLogin login,
    PublicAddress address,
    Ids ids
)
{
    public const string Path = "/connect/" + ChannelRow.WhatsApp;

    private const string CookieName = "patchbay_login";

    private const int SecretLength = 40,
        NonceLength = 27;

    private static readonly string Frame = Resource.Read("page.html"),
        Css = Resource.Read("page.css"),
        Notice = Resource.Read("notice.html"),
        Opener = Resource.Read("connect.html");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.ServiceProvider.GetRequiredService<LoginPage>();
        var group = routes.MapGroup(Path).ExcludeFromDescription().LimitBySource(LimitKind.Pages);
        group.MapGet("", (HttpContext http, CancellationToken cancellation) => page.ShowAsync(http, cancellation));
        group.MapPost(
            "start",
            (HttpContext http, CancellationToken cancellation) => page.StartAsync(http, cancellation)
        );
    }

    /// <summary>The secret of this browser; null when it never went to Meta from the page.</summary>
    public static string? BrowserOf(HttpContext http, PublicAddress address) =>
        http.Request.Cookies[OwnPage.CookieName(address, CookieName)];

    private async Task<IResult> ShowAsync(HttpContext http, CancellationToken cancellation)
    {
        var state = http.Request.Query["state"].ToString();
        if (
            await logins.FindAsync(state, cancellation) is not { } row
            || await instances.FindAsync(row.Tenant, row.InstanceId, cancellation) is not { } instance
            || await organizations.FindAsync(row.OrganizationId, cancellation) is not { } organization
        )
            return Refuse(http, StatusCodes.Status404NotFound, "unknown");
        var names = new PageNames(organization.Name, instance.Name, ReturnUrl: null);
        return apps.Find(row.Environment) is { } app
            ? Render(http, 200, names, texts => ("ready.title", WriteOpener(texts, state)), app.MessageOrigins[0])
            : Refuse(http, StatusCodes.Status503ServiceUnavailable, "unavailable", names);
    }

    private async Task<IResult> StartAsync(HttpContext http, CancellationToken cancellation)
    {
        if (OwnPage.IsForeign(http.Request, address))
            return Refuse(http, StatusCodes.Status403Forbidden, "connect.refused");
        return await OwnPage.FormAsync(http) is { } form
            ? await ClaimAsync(http, form["state"].ToString(), cancellation)
            : Refuse(http, StatusCodes.Status400BadRequest, "connect.refused");
    }

    /// <summary>Binds the log-in to the browser and redirects to Meta's dialog.</summary>
    private async Task<IResult> ClaimAsync(HttpContext http, string state, CancellationToken cancellation)
    {
        if (await logins.FindAsync(state, cancellation) is not { } row || apps.Find(row.Environment) is not { } app)
            return Refuse(http, StatusCodes.Status404NotFound, "unknown");
        var browser = BrowserOf(http, address) is { Length: SecretLength } known ? known : ids.Token(SecretLength);
        if (!await logins.ClaimAsync(state, browser))
        {
            var organization = await organizations.FindAsync(row.OrganizationId, cancellation);
            return Refuse(http, 410, "connect.taken", new(organization?.Name ?? "", "", ReturnUrl: null));
        }
        SetCookie(http.Response, browser);
        return OwnPage.See(login.DialogOf(app, state));
    }

    // Meta's dialog comes back from another site, so the cookie cannot be strict.
    private void SetCookie(HttpResponse response, string browser) =>
        response.Cookies.Append(
            OwnPage.CookieName(address, CookieName),
            browser,
            OwnPage.Cookie(address, SameSiteMode.Lax, "/")
        );

    private static ContentHttpResult Refuse(HttpContext http, int status, string key, PageNames? names = null) =>
        Render(
            http,
            status,
            names ?? new PageNames("", "", ReturnUrl: null),
            texts => (key + ".title", WriteNotice(texts, key)),
            dialogOrigin: null
        );

    private static ContentHttpResult Render(
        HttpContext http,
        int status,
        PageNames names,
        Func<PageTexts, (string Title, string Content)> write,
        string? dialogOrigin
    )
    {
        var texts = PageTexts.For(http.Request, locale: null, names);
        var nonce = http.RequestServices.GetRequiredService<Ids>().Token(NonceLength);
        // Browsers apply form-action to redirects too, so it must allow the dialog's site.
        var targets = dialogOrigin is null ? null : $"'self' {dialogOrigin}";
        HostedPageHeaders.Set(http.Response, nonce, texts.Language, meta: null, targets);
        var (title, content) = write(texts);
        var html = WriteFrame(texts, nonce, status == 200 ? "opener" : "notice", title, content);
        return TypedResults.Content(html, "text/html", Encoding.UTF8, status);
    }

    private static string WriteFrame(PageTexts texts, string nonce, string state, string title, string content) =>
        Template.Fill(
            Frame,
            name =>
                name switch
                {
                    "language" => texts.Language,
                    "nonce" => nonce,
                    "state" => state,
                    "title" => Html.Encode(texts.Plain(title)),
                    "css" => Accent.Css(null) + Css,
                    "content" => content,
                    _ => throw new InvalidOperationException($"The log-in page has no value for '{name}'."),
                }
        );

    private static string WriteOpener(PageTexts texts, string state) =>
        Template.Fill(
            Opener,
            name =>
                name switch
                {
                    "initial" => Html.Encode(
                        StringInfo.GetNextTextElement(texts.Plain("connect.organization")).ToUpperInvariant()
                    ),
                    "heading" => texts.Markup("ready.title"),
                    "for" => texts.Markup("ready.for"),
                    "access" => texts.Markup("ready.access"),
                    "first" => texts.Markup("ready.access.messages"),
                    "second" => texts.Markup("ready.access.account"),
                    "problem" => "",
                    "channel" => ChannelRow.WhatsApp,
                    "token" => $"""<input type="hidden" name="state" value="{Html.Encode(state)}">""",
                    "button" => texts.Markup("ready.button"),
                    "need" => texts.Markup("ready.need"),
                    "privacy" => texts.Markup("connect.privacy"),
                    _ => throw new InvalidOperationException($"The opener has no value for '{name}'."),
                }
        );

    private static string WriteNotice(PageTexts texts, string key) =>
        Template.Fill(
            Notice,
            name =>
                name switch
                {
                    "mark" => "problem",
                    "glyph" => "M12 6.5v7M12 17.4v.1",
                    "heading" => texts.Markup(key + ".title"),
                    "message" => texts.Markup(key + ".text"),
                    "back" => "",
                    _ => throw new InvalidOperationException($"The notice has no value for '{name}'."),
                }
        );
}
