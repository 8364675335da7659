using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The page a customer opens, and the two calls its script makes.</summary>
internal static class HostedPageEndpoints
{
    public static void MapHostedPage(this IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("/signup/{id}").ExcludeFromDescription();
        page.MapGet("", ShowAsync);
        page.MapPost("callback", CallbackAsync);
        page.MapPost("events", FunnelAsync);
    }

    private static async Task<IResult> ShowAsync(
        PathId id,
        HttpContext http,
        LinkStore links,
        OrganizationStore organizations,
        MetaApps apps,
        PageTokens tokens,
        PublicAddress address,
        TimeProvider clock,
        IOptions<OnboardingOptions> options,
        CancellationToken cancellation
    )
    {
        var link = await links.FindByAddressAsync(id, cancellation);
        var organization = link is null ? null : await organizations.FindAsync(link.OrganizationId, cancellation);
        if (link is null || organization is null)
            return HostedPages.Render(http, HostedPageModels.Unknown(id));
        var state = HostedPageModels.StateOf(link, options.Value.MaxAttempts, clock.GetUtcNow());
        if (state != HostedPageState.Ready)
            return HostedPages.Render(http, HostedPageModels.Closed(link, organization, state));
        if (apps.Find(link.Environment) is not { } app)
            return HostedPages.Render(http, HostedPageModels.Closed(link, organization, HostedPageState.Unavailable));

        var (token, cookie) = tokens.Issue(link.Id, http.Request.Cookies[PageTokens.CookieName(link.Id)]);
        http.Response.Cookies.Append(
            PageTokens.CookieName(link.Id),
            cookie,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = address.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = $"/signup/{link.Id}",
            }
        );
        return HostedPages.Render(http, HostedPageModels.Ready(link, organization, token, app));
    }

    private static async Task<Results<JsonAnswer<DataAnswer<CallbackAnswer>>, Problem>> CallbackAsync(
        PathId id,
        HttpContext http,
        PageGuard guard,
        AttemptStore attempts,
        LinkStore links,
        Completion completion,
        IOptions<OnboardingOptions> options,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OnboardingJson.Default.CallbackRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var (link, refusal) = await guard.CheckAsync(http, id, request.PageToken, cancellation);
        if (link is null)
            return refusal!;
        // The customer may press twice or come back: a completed link shows success again, and nothing else happens.
        if (link.Status == LinkStatus.Completed)
            return Answer(Succeeded(link));
        if (CallbackRules.Check(request) is { } fault)
            return fault;

        var hash = PageTokens.Hash(request.PageToken!);
        if (!await attempts.OpenAsync(link, hash, options.Value.MaxAttempts, cancellation))
            return OnboardingProblems.TooManyAttempts;
        var attempt = await attempts.FindByPageAsync(link.Id, hash, cancellation);
        var hints = Wire.Text(request.ToHints(), OnboardingJson.Default.SessionHints);
        if (
            attempt is null
            || !await attempts.StartAsync(
                attempt,
                SHA256.HashData(Encoding.UTF8.GetBytes(request.Code!)),
                hints,
                completion.Lease,
                cancellation
            )
        )
        {
            return OnboardingProblems.AlreadyRunning;
        }
        // From here on the run is finished even if the browser goes away.
        attempt = await attempts.FindAsync(attempt.Id, CancellationToken.None);
        var error = await completion.RunAsync(link, attempt!, new Secret(request.Code!), CancellationToken.None);
        return Answer(error is null ? Succeeded(link) : Failed(link, error));
    }

    private static async Task<Results<NoContent, Problem>> FunnelAsync(
        PathId id,
        HttpContext http,
        PageGuard guard,
        AttemptStore attempts,
        LinkStore links,
        Completion completion,
        IOptions<OnboardingOptions> options,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OnboardingJson.Default.FunnelRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var (link, refusal) = await guard.CheckAsync(http, id, request.PageToken, cancellation);
        if (link is null)
            return refusal!;
        if (CallbackRules.Check(request) is { } fault)
            return fault;
        if (request.Type == FunnelType.Opened)
        {
            await links.MarkOpenedAsync(link.Id, cancellation);
            return TypedResults.NoContent();
        }
        var hash = PageTokens.Hash(request.PageToken!);
        if (!await attempts.OpenAsync(link, hash, options.Value.MaxAttempts, cancellation))
            return OnboardingProblems.TooManyAttempts;
        if (request.Type == FunnelType.PopupOpened)
            return TypedResults.NoContent();
        var attempt = await attempts.FindByPageAsync(link.Id, hash, cancellation);
        if (attempt is not { Outcome: AttemptOutcome.Open })
            return OnboardingProblems.AlreadyRunning;
        var abandoned = request.Type == FunnelType.Abandoned;
        await completion.EndAsync(
            link,
            attempt,
            abandoned ? AttemptOutcome.Abandoned : AttemptOutcome.Failed,
            request.Step ?? attempt.Step,
            abandoned ? null : request.ErrorCode ?? CompletionErrors.Reported,
            cancellation
        );
        return TypedResults.NoContent();
    }

    private static JsonAnswer<DataAnswer<CallbackAnswer>> Answer(CallbackAnswer answer) =>
        JsonAnswer.Of(new DataAnswer<CallbackAnswer>(answer), OnboardingJson.Default.DataAnswerCallbackAnswer);

    private static CallbackAnswer Succeeded(LinkRow link) => new("success", RedirectRules.Success(link), null, null);

    private static CallbackAnswer Failed(LinkRow link, string code)
    {
        var sentence = CompletionErrors.Sentence(code);
        return new("error", RedirectRules.Error(link, sentence), sentence, code);
    }
}
