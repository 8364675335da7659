using System.Globalization;
using System.Text;
using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Integrations.Login;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>The states of the connect page.</summary>
internal enum ConnectView
{
    Opener,
    Choose,
    Done,
    Unknown,
    Expired,
    Taken,
    TooManyAttempts,
    Unavailable,
    Foreign,
    NoForm,
}

/// <summary>Renders the connect page in the frame, style and languages of the hosted sign-up page.</summary>
internal static class ConnectPages
{
    private const int NonceLength = 27;

    private static readonly string Frame = Resource.Read("page.html"),
        Css = Resource.Read("page.css"),
        Notice = Resource.Read("notice.html"),
        Opener = Resource.Read("connect.html"),
        Choice = Resource.Read("pages.html");

    public static ConnectView ViewOf(ConnectSession? session, DateTimeOffset now, string? dialog) =>
        session switch
        {
            null => ConnectView.Unknown,
            { Status: ConnectStatus.Done } => ConnectView.Done,
            _ when session.ExpiresAt <= now => ConnectView.Expired,
            { Status: ConnectStatus.Choosing } => ConnectView.Choose,
            { Attempts: >= ConnectSessionStore.MaxAttempts } => ConnectView.TooManyAttempts,
            _ => dialog is null ? ConnectView.Unavailable : ConnectView.Opener,
        };

    /// <param name="http">The request.</param>
    /// <param name="view">The state to show.</param>
    /// <param name="session">The session; null only for an unknown one and for refused posts.</param>
    /// <param name="names">The organization that gets access, the invitation, and where the page leads back.</param>
    /// <param name="token">The token of the invitation, as long as no browser has claimed it.</param>
    /// <param name="dialog">An address of the dialog, to whose site the form may redirect.</param>
    public static IResult Render(
        HttpContext http,
        ConnectView view,
        ConnectSession? session,
        PageNames names,
        string? token = null,
        string? dialog = null
    )
    {
        var (texts, nonce) = (
            PageTexts.For(http.Request, session?.Locale, names),
            http.RequestServices.GetRequiredService<Ids>().Token(NonceLength)
        );
        HostedPageHeaders.Set(
            http.Response,
            nonce,
            texts.Language,
            null,
            view is ConnectView.Opener or ConnectView.Choose ? FormTargets(dialog) : null
        );
        var (title, content) = Content(view, session, texts, names.ReturnUrl, token);
        var html = WriteFrame(view, texts, nonce, title, content);
        return TypedResults.Content(html, "text/html", Encoding.UTF8, StatusOf(view));
    }

    private static string WriteFrame(ConnectView view, PageTexts texts, string nonce, string title, string content) =>
        Template.Fill(
            Frame,
            name =>
                name switch
                {
                    "language" => texts.Language,
                    "nonce" => nonce,
                    "state" => view.ToString().ToLowerInvariant(),
                    "title" => Html.Encode(texts.Plain(title)),
                    "css" => Accent.Css(null) + Css,
                    "content" => content,
                    _ => throw new InvalidOperationException($"The connect page has no value for '{name}'."),
                }
        );

    // Browsers apply form-action to redirects too, so it must allow the dialog's site.
    private static string FormTargets(string? dialog) =>
        dialog is null ? "'self'" : $"'self' {new Uri(dialog).GetLeftPart(UriPartial.Authority)}";

    private static (string Title, string Content) Content(
        ConnectView view,
        ConnectSession? session,
        PageTexts texts,
        string? returnUrl,
        string? token
    ) =>
        view switch
        {
            ConnectView.Opener => ($"connect.{session!.Channel}.title", WriteOpener(session, texts, token)),
            ConnectView.Choose => ("connect.choose.title", WriteChoice(session!, texts)),
            ConnectView.Done => ($"connect.{session!.Channel}.done", WriteDone(session, texts, returnUrl)),
            ConnectView.Expired => ("connect.expired.title", WriteNotice(texts, "connect.expired")),
            ConnectView.Taken => ("connect.taken.title", WriteNotice(texts, "connect.taken")),
            ConnectView.TooManyAttempts => ("attempts.title", WriteNotice(texts, "attempts")),
            ConnectView.Unavailable => ("unavailable.title", WriteNotice(texts, "unavailable")),
            ConnectView.Foreign or ConnectView.NoForm => (
                "connect.refused.title",
                WriteNotice(texts, "connect.refused")
            ),
            _ => ("unknown.title", WriteNotice(texts, "unknown")),
        };

    private static string WriteOpener(ConnectSession session, PageTexts texts, string? token)
    {
        var texted = $"connect.{session.Channel}";
        return Template.Fill(
            Opener,
            name =>
                name switch
                {
                    "initial" => Html.Encode(
                        StringInfo
                            .GetNextTextElement(texts.Plain("connect.organization").TrimStart())
                            .ToUpperInvariant()
                    ),
                    "heading" => texts.Markup(texted + ".title"),
                    "for" => texts.Markup("ready.for"),
                    "access" => texts.Markup("ready.access"),
                    "first" => texts.Markup(texted + ".access.messages"),
                    "second" => texts.Markup(texted + ".access.more"),
                    "problem" => WriteProblem(session, texts),
                    "channel" => session.Channel,
                    "token" => token is null
                        ? ""
                        : $"""<input type="hidden" name="token" value="{Html.Encode(token)}">""",
                    "button" => texts.Markup(session.Error is null ? texted + ".button" : "script.tryAgain"),
                    "need" => texts.Markup(texted + ".need"),
                    "privacy" => texts.Markup("connect.privacy"),
                    _ => throw new InvalidOperationException($"The opener has no value for '{name}'."),
                }
        );
    }

    private static string WriteChoice(ConnectSession session, PageTexts texts) =>
        Template.Fill(
            Choice,
            name =>
                name switch
                {
                    "heading" => texts.Markup("connect.choose.title"),
                    "text" => texts.Markup("connect.choose.text"),
                    "problem" => WriteProblem(session, texts),
                    "pages" => string.Concat(ConnectFlow.Offered(session).Select(WritePage)),
                    "button" => texts.Markup("connect.choose.button"),
                    _ => throw new InvalidOperationException($"The choice has no value for '{name}'."),
                }
        );

    private static string WritePage(PageChoice page) =>
        $"""
            <label class="option"><input type="checkbox" name="page" value="{Html.Encode(
                page.Id
            )}" data-testid="page-{Html.Encode(page.Id)}">
              <span><strong><bdi>{Html.Encode(page.Name ?? page.Id)}</bdi></strong><small><bdi>{Html.Encode(
                page.Category ?? ""
            )}</bdi></small></span></label>

            """;

    private static string WriteProblem(ConnectSession session, PageTexts texts) =>
        session.Error is { } error
            ? """<div class="problem" role="alert" data-testid="problem">"""
                + $"{texts.Markup("connect.error." + error)}</div>"
            : "";

    private static string WriteDone(ConnectSession session, PageTexts texts, string? returnUrl)
    {
        var result = JsonSerializer.Deserialize(session.Result!, ConnectJson.Default.ConnectResult)!;
        var failed =
            result.Failed.Count == 0
                ? ""
                : $"""<p data-testid="failed">{texts.Markup("connect.partly")} {Names(result.Failed)}</p>""";
        var back = WebAddress.HostOf(returnUrl) is null
            ? ""
            : $"""<a class="button" data-testid="back" href="{Html.Encode(returnUrl ?? "")}">"""
                + $"{texts.Markup("completed.back")}</a>";
        return Filled(
            texts,
            "done",
            "M5 13l4.5 4.5L19 7.5",
            $"connect.{session.Channel}.done",
            "connect.done.text",
            $"""<p data-testid="connected"><strong>{Names(result.Connected)}</strong></p>{failed}{back}"""
        );
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Select(name => $"<bdi>{Html.Encode(name)}</bdi>"));

    private static string WriteNotice(PageTexts texts, string key) =>
        Filled(texts, "problem", "M12 6.5v7M12 17.4v.1", key + ".title", key + ".text", "");

    private static string Filled(
        PageTexts texts,
        string mark,
        string glyph,
        string heading,
        string message,
        string below
    ) =>
        Template.Fill(
            Notice,
            name =>
                name switch
                {
                    "mark" => mark,
                    "glyph" => glyph,
                    "heading" => texts.Markup(heading),
                    "message" => texts.Markup(message),
                    "back" => below,
                    _ => throw new InvalidOperationException($"The notice has no value for '{name}'."),
                }
        );

    private static int StatusOf(ConnectView view) =>
        view switch
        {
            ConnectView.NoForm => 400,
            ConnectView.Foreign => 403,
            ConnectView.Unknown => 404,
            ConnectView.Expired or ConnectView.Taken => 410,
            ConnectView.TooManyAttempts => 429,
            ConnectView.Unavailable => 503,
            _ => 200,
        };
}
