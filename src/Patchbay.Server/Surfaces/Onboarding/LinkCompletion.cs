using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The last step: makes the webhook endpoint, completes the link, sets the connection live and publishes the events, in
/// one transaction.
/// </summary>
internal sealed class LinkCompletion(
    Database database,
    AttemptStore attempts,
    ConnectionStore connections,
    InboundSignal inbound,
    LinkWebhook webhook,
    CompletedLinks completed
)
{
    public async Task<StepEnd> CompleteAsync(CompletionRun run, CancellationToken cancellation)
    {
        var endpoint = await webhook.EndpointAsync(run.Link, run.Waba.Id, cancellation);
        var done = new LinkToComplete(run.Link, run.Phone, run.Waba, endpoint)
        {
            IsRegistered = run.Phone.IsRegistered,
        };
        await database.WriteAsync(
            async session =>
            {
                await SetStatusAsync(session, run);
                await completed.CompleteAsync(session, done);
                await attempts.FinishAsync(
                    session,
                    run.Attempt.Id,
                    AttemptOutcome.Succeeded,
                    CompletionSteps.CompleteLink,
                    null
                );
            },
            cancellation
        );
        inbound.AccountsChanged(); // Meta may have sent events of the number before we stored it
        return StepEnd.Done;
    }

    /// <summary>A number that could not be registered completes the link and leaves its connection pending.</summary>
    private Task SetStatusAsync(DbSession session, CompletionRun run) =>
        connections.SetStatusAsync(
            session,
            run.Tenant,
            run.Phone.ConnectionId,
            run.Unregistered is null ? ConnectionStatus.Connected : ConnectionStatus.Pending,
            run.Unregistered
        );
}
