using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The page that a customer opens, and the two calls of its script.</summary>
internal static class HostedPageEndpoints
{
    public static void MapHostedPage(this IEndpointRouteBuilder routes)
    {
        var page = routes
            .MapGroup("/signup/{id}")
            .ExcludeFromDescription()
            .LimitBySource(LimitKind.Pages)
            .LimitByTarget(LimitKind.PagesOfLink);
        page.MapGet("", ShowAsync);
        routes
            .MapGet(FullPageDialog.ReturnPath, ReturnAsync)
            .ExcludeFromDescription()
            .LimitBySource(LimitKind.Callbacks);
        page.MapPost("callback", CallbackAsync).LimitBySource(LimitKind.Callbacks);
        page.MapPost("events", FunnelAsync);
    }

    private static async Task<IResult> ShowAsync(
        PathId id,
        HttpContext http,
        SignupPages pages,
        PageTokens tokens,
        PublicAddress address,
        CancellationToken cancellation
    )
    {
        Guid linkId = id;
        var page = await pages.ReadAsync(linkId, RequestSource.Of(http), cancellation);
        if (page.State != HostedPageState.Ready)
            return WithoutForm(http, page);
        var cookieName = PageTokens.CookieName(address, linkId);
        var (token, cookie) = tokens.Issue(linkId, http.Request.Cookies[cookieName]);
        http.Response.Cookies.Append(
            cookieName,
            cookie,
            OwnPage.Cookie(address, SameSiteMode.Strict, $"/signup/{linkId}")
        );
        return HostedPages.Render(http, page with { PageToken = token });
    }

    // Meta's dialog comes back here from another site, so the browser withholds the page's strict cookie. The page's
    // script posts the code, and that call has the cookie.
    private static async Task<IResult> ReturnAsync(
        HttpContext http,
        SignupPages pages,
        string? state,
        CancellationToken cancellation
    )
    {
        var (linkId, token) = FullPageDialog.ReadState(state) ?? (Guid.Empty, "");
        var page = await pages.ReadAsync(linkId, RequestSource.Of(http), cancellation);
        return page.State == HostedPageState.Ready
            ? HostedPages.Render(http, page with { PageToken = token, ReturnedTo = $"/signup/{linkId}" })
            : WithoutForm(http, page);
    }

    private static IResult WithoutForm(HttpContext http, HostedPageModel page)
    {
        if (page.RefreshUrl is not { } url)
            return HostedPages.Render(http, page);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Redirect(url);
    }

    private static async Task<Results<JsonAnswer<DataAnswer<CallbackAnswer>>, Problem>> CallbackAsync(
        PathId id,
        HttpContext http,
        PageGuard guard,
        PageCalls calls,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OnboardingJson.Default.CallbackRequest, ignoresUnknown: true);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var guarded = await guard.CheckAsync(http, id, request.PageToken, cancellation);
        if (!guarded.TryGet(out var call, out var refusal))
            return refusal;
        var finished = await calls.FinishAsync(call, request, cancellation);
        if (!finished.TryGet(out var answer, out refusal))
            return refusal;
        return JsonAnswer.Of(new DataAnswer<CallbackAnswer>(answer), OnboardingJson.Default.DataAnswerCallbackAnswer);
    }

    private static async Task<Results<NoContent, Problem>> FunnelAsync(
        PathId id,
        HttpContext http,
        PageGuard guard,
        PageCalls calls,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OnboardingJson.Default.FunnelRequest, ignoresUnknown: true);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var guarded = await guard.CheckAsync(http, id, request.PageToken, cancellation);
        if (!guarded.TryGet(out var call, out var refusal))
            return refusal;
        return await calls.ReportAsync(call, request, cancellation) is { } fault ? fault : TypedResults.NoContent();
    }
}
