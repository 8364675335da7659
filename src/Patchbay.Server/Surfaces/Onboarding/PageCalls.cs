using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The two calls of the page's script: the result of Meta's pop-up, and the points the customer reached.
/// </summary>
internal sealed class PageCalls(
    AttemptStore attempts,
    LinkStore links,
    Completion completion,
    AttemptEnding ending,
    LinkRedirects redirects,
    PublicAddress address,
    IOptions<OnboardingOptions> options,
    TimeProvider clock
)
{
    // How soon the outcome of another server's run is looked up again.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(300);

    // The page may repeat a request whose answer was lost: posts of one code for one link share one run.
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<CallbackAnswer>>>> _running = new(
        StringComparer.Ordinal
    );

    /// <summary>Takes the code of the pop-up and runs the completion to its end, once for each code.</summary>
    public async Task<Outcome<CallbackAnswer>> FinishAsync(
        GuardedCall call,
        CallbackRequest request,
        CancellationToken cancellation
    )
    {
        // The customer may press twice or come back: a completed link answers success again and changes nothing.
        if (call.Link.Status == LinkStatus.Completed)
            return await SucceededAsync(call.Link, cancellation);
        if (CallbackRules.Check(request) is { } fault)
            return fault;
        var code = new Secret(request.Code ?? "");
        var codeHash = PageTokens.Hash(code.Reveal());
        var key = $"{call.Link.Id:N}{Convert.ToHexString(codeHash)}";
        var run = _running.GetOrAdd(key, _ => new(() => FinishAsync(call, request, code, codeHash)));
        try
        {
            return await run.Value;
        }
        finally
        {
            _running.TryRemove(new(key, run));
        }
    }

    private async Task<Outcome<CallbackAnswer>> FinishAsync(
        GuardedCall call,
        CallbackRequest request,
        Secret code,
        byte[] codeHash
    )
    {
        if (await attempts.FindByCodeAsync(call.Link.Id, codeHash, CancellationToken.None) is { } earlier)
            return await AnswerOfAsync(call.Link, earlier);
        if (!await OpenAsync(call, isCounted: true, CancellationToken.None))
            return await IsGoneAsync(call) ? OnboardingProblems.NoLink : OnboardingProblems.TooManyAttempts;
        if (await StartAsync(call, request, codeHash) is not { } attempt)
            return await IsGoneAsync(call) ? OnboardingProblems.NoLink : await AlreadyAsync(call, codeHash);
        // The run continues even if the browser disconnects.
        var error = await completion.RunAsync(call.Link, attempt, code, CancellationToken.None);
        return error is null
            ? await SucceededAsync(call.Link, CancellationToken.None)
            : await FailedAsync(call.Link, error, CancellationToken.None);
    }

    // Another server may have started the run of this code a moment ago.
    private async Task<Outcome<CallbackAnswer>> AlreadyAsync(GuardedCall call, byte[] codeHash) =>
        await attempts.FindByCodeAsync(call.Link.Id, codeHash, CancellationToken.None) is { } earlier
            ? await AnswerOfAsync(call.Link, earlier)
            : OnboardingProblems.AlreadyRunning;

    /// <summary>The answer of the run that has the code; waits while another server runs it.</summary>
    private async Task<Outcome<CallbackAnswer>> AnswerOfAsync(LinkRow link, SignupAttemptRow attempt)
    {
        var deadline = clock.GetUtcNow() + completion.Lease;
        while (attempt.Outcome == AttemptOutcome.Running && clock.GetUtcNow() < deadline)
        {
            await Task.Delay(LookAgain, clock, CancellationToken.None);
            if (await attempts.FindAsync(attempt.Id, CancellationToken.None) is not { } now)
                return OnboardingProblems.NoLink;
            attempt = now;
        }
        return attempt switch
        {
            { Outcome: AttemptOutcome.Succeeded } => await SucceededAsync(link, CancellationToken.None),
            { ErrorCode: { } error } => await FailedAsync(link, error, CancellationToken.None),
            _ => OnboardingProblems.AlreadyRunning,
        };
    }

    /// <summary>Notes a point of the funnel; null when it was accepted.</summary>
    public async Task<Problem?> ReportAsync(GuardedCall call, FunnelRequest request, CancellationToken cancellation)
    {
        if (CallbackRules.Check(request) is { } fault)
            return fault;
        if (request.Type == FunnelType.Opened)
        {
            await links.MarkOpenedAsync(call.Link.Id, cancellation);
            return null;
        }
        var isCounted = request.Type != FunnelType.PopupOpened;
        if (!await OpenAsync(call, isCounted, cancellation))
            return OnboardingProblems.TooManyAttempts;
        return request.Type == FunnelType.PopupOpened ? null : await EndAsync(call, request, cancellation);
    }

    private async Task<bool> IsGoneAsync(GuardedCall call) =>
        await links.FindByAddressAsync(call.Link.Id, CancellationToken.None) is null;

    private Task<bool> OpenAsync(GuardedCall call, bool isCounted, CancellationToken cancellation) =>
        attempts.OpenAsync(
            call.Link,
            new PageAttempt(call.TokenHash, call.SourceHash, isCounted),
            options.Value.MaxAttempts,
            cancellation
        );

    /// <summary>Null when the page's attempt was used before, or another attempt of the link is running.</summary>
    private async Task<SignupAttemptRow?> StartAsync(GuardedCall call, CallbackRequest request, byte[] codeHash)
    {
        var none = CancellationToken.None;
        if (await attempts.FindByPageAsync(call.Link.Id, call.TokenHash, none) is not { } attempt)
            return null;
        var redirectUri = request.FullPage == true ? FullPageDialog.ReturnAddress(address) : null;
        var hints = request.ToHints() with { RedirectUri = redirectUri };
        var json = Wire.Text(hints, OnboardingJson.Default.SessionHints);
        return await attempts.StartAsync(attempt, codeHash, json, completion.Lease, none)
            ? await attempts.FindAsync(attempt.Id, none)
            : null;
    }

    private async Task<Problem?> EndAsync(GuardedCall call, FunnelRequest request, CancellationToken cancellation)
    {
        var attempt = await attempts.FindByPageAsync(call.Link.Id, call.TokenHash, cancellation);
        if (attempt is not { Outcome: AttemptOutcome.Open })
            return OnboardingProblems.AlreadyRunning;
        var isAbandoned = request.Type == FunnelType.Abandoned;
        await ending.EndAsync(
            call.Link,
            attempt,
            isAbandoned ? AttemptOutcome.Abandoned : AttemptOutcome.Failed,
            request.Step ?? attempt.Step,
            isAbandoned ? null : request.ErrorCode ?? CompletionErrors.Reported,
            cancellation
        );
        return null;
    }

    private async Task<CallbackAnswer> SucceededAsync(LinkRow link, CancellationToken cancellation) =>
        new("success", await redirects.SuccessAsync(link, cancellation), Error: null, ErrorCode: null);

    private async Task<CallbackAnswer> FailedAsync(LinkRow link, string code, CancellationToken cancellation)
    {
        var sentence = CompletionErrors.Sentence(code);
        return new("error", await redirects.ErrorAsync(link, sentence, cancellation), sentence, code);
    }
}
