using System.Globalization;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>Fills the page's templates.</summary>
internal static class HostedPageDocument
{
    private const string Text = "text.",
        Plain = "plain.";

    private static readonly string Frame = Resource.Read("page.html"),
        Ready = Resource.Read("ready.html"),
        Notice = Resource.Read("notice.html"),
        Css = Resource.Read("page.css"),
        Script = Resource.Read("page.js");

    public static string Write(HostedPageModel model, PageTexts texts, string nonce)
    {
        var state = NameOf(model.State);
        return Fill(
            Frame,
            texts,
            name =>
                name switch
                {
                    "language" => texts.Language,
                    "nonce" => nonce,
                    "state" => state,
                    "title" => Html.Encode(texts.Plain(state + ".title")),
                    "css" => Accent.Css(model.AccentColor) + Css,
                    "content" => model.State == HostedPageState.Ready
                        ? WriteReady(model, texts, nonce)
                        : WriteNotice(model, texts, state),
                    _ => throw Missing(name),
                }
        );
    }

    private static string WriteReady(HostedPageModel model, PageTexts texts, string nonce) =>
        Fill(
            Ready,
            texts,
            name =>
                name switch
                {
                    "initial" => Html.Encode(InitialOf(model.OrganizationName)),
                    "return" => WebAddress.HostOf(model.RedirectUrl) is null
                        ? ""
                        : $"<p>{texts.Markup("ready.return")}</p>",
                    "data" => HostedPageData.Json(model, texts),
                    "nonce" => nonce,
                    "script" => Script,
                    _ => throw Missing(name),
                }
        );

    private static string WriteNotice(HostedPageModel model, PageTexts texts, string state) =>
        Fill(
            Notice,
            texts,
            name =>
                name switch
                {
                    "mark" => model.State == HostedPageState.Completed ? "done" : "problem",
                    "glyph" => model.State == HostedPageState.Completed
                        ? "M5 13l4.5 4.5L19 7.5"
                        : "M12 6.5v7M12 17.4v.1",
                    "heading" => texts.Markup(state + ".title"),
                    "message" => texts.Markup(state + ".text"),
                    "back" => model.State == HostedPageState.Completed ? BackLink(model, texts) : "",
                    _ => throw Missing(name),
                }
        );

    private static string BackLink(HostedPageModel model, PageTexts texts) =>
        model.RedirectUrl is { } url && WebAddress.HostOf(url) is not null
            ? $"""<a class="button" data-testid="back" href="{Html.Encode(url)}">"""
                + $"{texts.Markup("completed.back")}</a>"
            : "";

    private static string Fill(string template, PageTexts texts, Func<string, string> valueOf) =>
        Template.Fill(
            template,
            name =>
                name.StartsWith(Text, StringComparison.Ordinal) ? texts.Markup(name[Text.Length..])
                : name.StartsWith(Plain, StringComparison.Ordinal) ? Html.Encode(texts.Plain(name[Plain.Length..]))
                : valueOf(name)
        );

    private static string NameOf(HostedPageState state) =>
        state switch
        {
            HostedPageState.Ready => "ready",
            HostedPageState.Completed => "completed",
            HostedPageState.Expired => "expired",
            HostedPageState.Replaced => "replaced",
            HostedPageState.TooManyAttempts => "attempts",
            HostedPageState.Unavailable => "unavailable",
            _ => "unknown",
        };

    private static string InitialOf(string name) => StringInfo.GetNextTextElement(name.TrimStart()).ToUpperInvariant();

    private static InvalidOperationException Missing(string name) => new($"The hosted page has no value for '{name}'.");
}
