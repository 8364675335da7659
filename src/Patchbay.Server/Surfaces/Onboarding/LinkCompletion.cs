using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The last step: makes the webhook endpoint, completes the link, sets the connection live and publishes the events, in
/// one transaction.
/// </summary>
internal sealed class LinkCompletion(
    Database database,
    LinkStore links,
    AttemptStore attempts,
    ConnectionStore connections,
    OutgoingEvents events,
    InboundSignal inbound,
    LinkWebhook webhook,
    TimeProvider clock
)
{
    public async Task<StepEnd> CompleteAsync(CompletionRun run, CancellationToken cancellation)
    {
        var endpoint = await webhook.EndpointAsync(run, cancellation);
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async session =>
            {
                await connections.SetStatusAsync(
                    session,
                    run.Tenant,
                    run.Phone.ConnectionId,
                    ConnectionStatus.Connected,
                    null
                );
                if (await links.CompleteAsync(session, run.Tenant, run.Link.Id, run.Phone.Id, run.Waba.Id, now))
                {
                    if (endpoint is not null)
                        await webhook.StoreAsync(session, run.Link, endpoint);
                    await PublishAsync(session, run, now);
                }
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

    private async Task PublishAsync(DbSession session, CompletionRun run, DateTimeOffset now)
    {
        var (phone, waba) = (run.Phone, run.Waba);
        var connected = new ConnectedEvent(
            run.Link.Id,
            run.Link.ExternalId,
            phone.Id,
            phone.PhoneNumber,
            waba.Id,
            waba.MetaWabaId,
            phone.IsRegistered
        );
        await events.PublishAsync(
            session,
            run.Tenant,
            new NewEvent(
                EventNames.PhoneNumberConnected,
                now,
                Wire.Text(connected, ConnectedEventJson.Default.ConnectedEvent)
            )
            {
                PhoneId = phone.Id,
                WabaId = waba.Id,
                Channel = PhoneChannel.Name,
            }
        );
        var completed = new LinkEvent(run.Link.Id, run.Link.ExternalId, Step: null, ErrorCode: null);
        await events.PublishAsync(
            session,
            run.Tenant,
            new NewEvent(
                EventNames.OnboardingLinkCompleted,
                now,
                Wire.Text(completed, OnboardingJson.Default.LinkEvent)
            )
            {
                PhoneId = phone.Id,
                WabaId = waba.Id,
                Channel = PhoneChannel.Name,
            }
        );
    }
}
