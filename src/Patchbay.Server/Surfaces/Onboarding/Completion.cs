using System.Text.Json;
using Microsoft.Extensions.Options;
using Patchbay.Graph;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// Carries a run from code to connected number. Each step is a row, so that a run can be seen while it goes and taken
/// up by any server when its own dies.
/// </summary>
internal sealed partial class Completion(
    CompletionSteps steps,
    AttemptStore attempts,
    LinkStore links,
    MetaApps apps,
    Database database,
    OutgoingEvents events,
    TimeProvider clock,
    IOptions<OnboardingOptions> options,
    ILogger<Completion> logger
)
{
    // Reads and idempotent writes toward Meta are tried again at once; the customer is waiting in front of the page.
    private const int TriesPerStep = 3;

    // What fails for this long will not succeed by being taken up once more; the customer can start over.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);

    public TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Runs to the end; null is success, else the code of what went wrong.</summary>
    public async Task<string?> RunAsync(
        LinkRow link,
        SignupAttemptRow attempt,
        Secret? code,
        CancellationToken cancellation
    )
    {
        var hints = JsonSerializer.Deserialize(attempt.Session, OnboardingJson.Default.SessionHints)!;
        var run = new CompletionRun(link, attempt, hints, apps.Get(link.Environment)) { Code = code };
        foreach (var (position, (name, action)) in steps.InOrder.Index())
        {
            await attempts.StepStartedAsync(attempt.Id, position, name, cancellation);
            var end = await TryAsync(name, action, run, cancellation);
            await attempts.StepEndedAsync(attempt.Id, name, end.State, end.ErrorCode, cancellation);
            if (end.ErrorCode is not null)
                Log.StepFailed(logger, link.Id, name, end.ErrorCode);
            if (!end.IsFatal)
                continue;
            await EndAsync(link, attempt, AttemptOutcome.Failed, name, end.ErrorCode, cancellation);
            return end.ErrorCode;
        }
        return null;
    }

    /// <summary>Takes up one run whose server went away; false when there is none.</summary>
    public async Task<bool> ResumeOneAsync(CancellationToken cancellation)
    {
        if (await attempts.TakeOverAsync(Lease, cancellation) is not { } attempt)
            return false;
        if (await links.FindByAddressAsync(attempt.LinkId, cancellation) is not { } link)
            return true;
        if (clock.GetUtcNow() - attempt.CreatedAt < GiveUpAfter)
            await RunAsync(link, attempt, null, cancellation);
        else
            await EndAsync(
                link,
                attempt,
                AttemptOutcome.Failed,
                attempt.Step,
                CompletionErrors.Interrupted,
                cancellation
            );
        return true;
    }

    /// <summary>Ends a run that did not succeed, with its event; a run that ended before stays as it is.</summary>
    public async Task EndAsync(
        LinkRow link,
        SignupAttemptRow attempt,
        string outcome,
        string step,
        string? errorCode,
        CancellationToken cancellation
    )
    {
        var name =
            outcome == AttemptOutcome.Abandoned ? EventNames.OnboardingLinkAbandoned : EventNames.OnboardingLinkFailed;
        var data = Wire.Text(
            new LinkEvent(link.Id, link.ExternalId, step, errorCode),
            OnboardingJson.Default.LinkEvent
        );
        await database.WriteAsync(
            async session =>
            {
                if (!await attempts.FinishAsync(session, attempt.Id, outcome, step, errorCode))
                    return;
                await events.PublishAsync(session, link.Tenant, new NewEvent(name, clock.GetUtcNow(), data));
            },
            cancellation
        );
    }

    private static async Task<StepEnd> TryAsync(
        string name,
        Func<CompletionRun, CancellationToken, Task<StepEnd>> action,
        CompletionRun run,
        CancellationToken cancellation
    )
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await action(run, cancellation);
            }
            catch (GraphException error)
            {
                var mayRepeat = error.IsTransient && name != CompletionSteps.ExchangeCode && number < TriesPerStep;
                if (!mayRepeat)
                    return StepEnd.Fail(CompletionErrors.Of(name, error));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "Onboarding link {LinkId}: step {Step} failed with {ErrorCode}.")]
        public static partial void StepFailed(ILogger logger, Guid linkId, string step, string errorCode);
    }
}
