using System.Text.Json;
using Microsoft.Extensions.Options;
using Patchbay.Graph;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// Takes a run from the code to the connected number. Each step is a row, so that the run can be watched, and so that
/// any server can resume it when its own server dies.
/// </summary>
internal sealed partial class Completion(
    CompletionSteps steps,
    AttemptStore attempts,
    LinkStore links,
    MetaApps apps,
    AttemptEnding ending,
    TimeProvider clock,
    IOptions<OnboardingOptions> options,
    ILogger<Completion> logger
)
{
    // Reads and idempotent writes at Meta are repeated at once, because the customer is waiting at the page.
    private const int TriesPerStep = 3;

    // A run that has failed for this long is not resumed again, because it would hardly succeed. The customer can start
    // over.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);

    public TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Runs all steps; null is success, otherwise the error code.</summary>
    public async Task<string?> RunAsync(
        LinkRow link,
        SignupAttemptRow attempt,
        Secret? code,
        CancellationToken cancellation
    )
    {
        var hints = JsonSerializer.Deserialize(attempt.Session, OnboardingJson.Default.SessionHints);
        var run = new CompletionRun(link, attempt, hints ?? new(), apps.Get(link.Environment)) { Code = code };
        foreach (var (position, step) in steps.InOrder.Index())
        {
            var end = await RunAsync(step, position, run, cancellation);
            if (!end.IsFatal)
                continue;
            await ending.EndAsync(link, attempt, AttemptOutcome.Failed, step.Name, end.ErrorCode, cancellation);
            return end.ErrorCode;
        }
        return null;
    }

    /// <summary>Resumes a run whose server died; false when there is no such run.</summary>
    public async Task<bool> ResumeOneAsync(CancellationToken cancellation)
    {
        if (await attempts.TakeOverAsync(Lease, cancellation) is not { } attempt)
            return false;
        if (await links.FindByAddressAsync(attempt.LinkId, cancellation) is not { } link)
            return true;
        if (clock.GetUtcNow() - attempt.CreatedAt < GiveUpAfter)
            await RunAsync(link, attempt, null, cancellation);
        else
            await ending.EndAsync(
                link,
                attempt,
                AttemptOutcome.Failed,
                attempt.Step,
                CompletionErrors.Interrupted,
                cancellation
            );
        return true;
    }

    private async Task<StepEnd> RunAsync(
        CompletionStep step,
        int position,
        CompletionRun run,
        CancellationToken cancellation
    )
    {
        await attempts.StepStartedAsync(run.Attempt.Id, position, step.Name, cancellation);
        var end = await TryAsync(step, run, cancellation);
        await attempts.StepEndedAsync(run.Attempt.Id, step.Name, end.State, end.ErrorCode, cancellation);
        if (end.ErrorCode is not null)
            Log.StepFailed(logger, run.Link.Id, step.Name, end.ErrorCode);
        return end;
    }

    private static async Task<StepEnd> TryAsync(CompletionStep step, CompletionRun run, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await step.RunAsync(run, cancellation);
            }
            catch (GraphException error)
            {
                var mayRepeat = error.IsTransient && step.Name != CompletionSteps.ExchangeCode && number < TriesPerStep;
                if (!mayRepeat)
                    return StepEnd.Fail(CompletionErrors.Of(step.Name, error));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "Onboarding link {LinkId}: step {Step} failed with {ErrorCode}.")]
        public static partial void StepFailed(ILogger logger, Guid linkId, string step, string errorCode);
    }
}
