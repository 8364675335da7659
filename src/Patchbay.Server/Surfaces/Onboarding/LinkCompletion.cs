using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The last step: webhook endpoint, completed link, live connection and the events, in one transaction.</summary>
internal sealed class LinkCompletion(
    Database database,
    LinkStore links,
    AttemptStore attempts,
    ConnectionStore connections,
    EndpointStore endpoints,
    OutgoingEvents events,
    InboundSignal inbound,
    Vault vault,
    Ids ids,
    TimeProvider clock
)
{
    public async Task<StepEnd> CompleteAsync(CompletionRun run, CancellationToken cancellation)
    {
        var endpoint = await EndpointAsync(run, cancellation);
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async session =>
            {
                await connections.SetStatusAsync(
                    session,
                    run.Tenant,
                    run.Phone!.ConnectionId,
                    ConnectionStatus.Connected,
                    null
                );
                if (await links.CompleteAsync(session, run.Tenant, run.Link.Id, run.Phone.Id, run.Waba!.Id, now))
                {
                    if (endpoint is not null)
                        await endpoints.InsertAsync(session, run.Tenant, endpoint);
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
        inbound.AccountsChanged(); // Meta may have told of the number before we knew it
        return StepEnd.Done;
    }

    private async Task<NewEndpoint?> EndpointAsync(CompletionRun run, CancellationToken cancellation)
    {
        if (run.Link.WebhookUrl is not { } url || run.Link.WebhookSecret is not { } box)
            return null;
        var secret = await vault.OpenAsync(
            LinkStore.SecretPlace(run.Tenant.OrganizationId, run.Link.Id),
            box,
            cancellation
        );
        var (id, secretId) = (ids.Uuid(), ids.Uuid());
        return new NewEndpoint
        {
            Id = id,
            Url = url,
            Events = JsonLists.Read(run.Link.WebhookEvents)!,
            WabaId = run.Waba!.Id,
            Description = $"Made by onboarding link {run.Link.Id}",
            SecretId = secretId,
            SealedSecret = await vault.SealAsync(
                EndpointStore.SecretPlace(run.Tenant.OrganizationId, secretId),
                secret,
                cancellation
            ),
        };
    }

    private async Task PublishAsync(DbSession session, CompletionRun run, DateTimeOffset now)
    {
        var (phone, waba) = (run.Phone!, run.Waba!);
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
            }
        );
        var completed = new LinkEvent(run.Link.Id, run.Link.ExternalId, null, null);
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
            }
        );
    }
}
