using System.Text;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>The hosted sign-up page: one document, which loads only Meta's SDK.</summary>
public static class HostedPages
{
    private const int NonceLength = 27;

    /// <summary>Sets all headers of the page and returns the document with its status.</summary>
    public static IResult Render(HttpContext http, HostedPageModel model)
    {
        if (model.State == HostedPageState.Ready && (model.Meta is null || model.PageToken is null))
            model = model with { State = HostedPageState.Unavailable };
        var nonce = http.RequestServices.GetRequiredService<Platform.Ids>().Token(NonceLength);
        var texts = PageTexts.For(
            http.Request,
            model.Locale,
            new(model.OrganizationName, model.LinkName, model.RedirectUrl)
        );
        HostedPageHeaders.Set(
            http.Response,
            nonce,
            texts.Language,
            model.State == HostedPageState.Ready ? model.Meta : null
        );
        return TypedResults.Content(
            HostedPageDocument.Write(model, texts, nonce),
            "text/html",
            Encoding.UTF8,
            StatusOf(model.State)
        );
    }

    private static int StatusOf(HostedPageState state) =>
        state switch
        {
            HostedPageState.Ready or HostedPageState.Completed => 200,
            HostedPageState.Expired or HostedPageState.Replaced => 410,
            HostedPageState.TooManyAttempts => 429,
            HostedPageState.Unavailable => 503,
            _ => 404,
        };
}
