using System.Security.Cryptography;
using System.Text;
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
    IOptions<OnboardingOptions> options
)
{
    /// <summary>Takes the code of the pop-up and runs the completion to its end.</summary>
    public async Task<Outcome<CallbackAnswer>> FinishAsync(
        GuardedCall call,
        CallbackRequest request,
        CancellationToken cancellation
    )
    {
        // The customer may press twice or come back: a completed link answers success again and changes nothing.
        if (call.Link.Status == LinkStatus.Completed)
            return Succeeded(call.Link);
        if (CallbackRules.Check(request) is { } fault)
            return fault;
        if (!await OpenAsync(call, cancellation))
            return await IsGoneAsync(call, cancellation)
                ? OnboardingProblems.NoLink
                : OnboardingProblems.TooManyAttempts;
        var code = new Secret(request.Code!);
        if (await StartAsync(call, request, code, cancellation) is not { } attempt)
            return await IsGoneAsync(call, cancellation)
                ? OnboardingProblems.NoLink
                : OnboardingProblems.AlreadyRunning;
        // The run continues even if the browser disconnects.
        var error = await completion.RunAsync(call.Link, attempt, code, CancellationToken.None);
        return error is null ? Succeeded(call.Link) : Failed(call.Link, error);
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
        if (!await OpenAsync(call, cancellation))
            return OnboardingProblems.TooManyAttempts;
        return request.Type == FunnelType.PopupOpened ? null : await EndAsync(call, request, cancellation);
    }

    private async Task<bool> IsGoneAsync(GuardedCall call, CancellationToken cancellation) =>
        await links.FindByAddressAsync(call.Link.Id, cancellation) is null;

    private Task<bool> OpenAsync(GuardedCall call, CancellationToken cancellation) =>
        attempts.OpenAsync(call.Link, call.TokenHash, options.Value.MaxAttempts, cancellation);

    /// <summary>Null when the page's attempt was used before, or another attempt of the link is running.</summary>
    private async Task<SignupAttemptRow?> StartAsync(
        GuardedCall call,
        CallbackRequest request,
        Secret code,
        CancellationToken cancellation
    )
    {
        if (await attempts.FindByPageAsync(call.Link.Id, call.TokenHash, cancellation) is not { } attempt)
            return null;
        var codeHash = SHA256.HashData(Encoding.UTF8.GetBytes(code.Reveal()));
        var hints = Wire.Text(request.ToHints(), OnboardingJson.Default.SessionHints);
        return await attempts.StartAsync(attempt, codeHash, hints, completion.Lease, cancellation)
            ? await attempts.FindAsync(attempt.Id, CancellationToken.None)
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

    private static CallbackAnswer Succeeded(LinkRow link) =>
        new("success", RedirectRules.Success(link), Error: null, ErrorCode: null);

    private static CallbackAnswer Failed(LinkRow link, string code)
    {
        var sentence = CompletionErrors.Sentence(code);
        return new("error", RedirectRules.Error(link, sentence), sentence, code);
    }
}
