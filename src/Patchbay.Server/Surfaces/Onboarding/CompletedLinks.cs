using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>A link whose number is set up, and what its completion stores.</summary>
internal sealed record LinkToComplete(LinkRow Link, PhoneRow Phone, WabaRow Waba, WantedEndpoint? Endpoint)
{
    public required bool IsRegistered { get; init; }
}

/// <summary>
/// Completes links: by the run of a sign-up, or later, when a number that a run left pending is repaired.
/// </summary>
internal sealed class CompletedLinks(
    LinkStore links,
    LinkWebhook webhook,
    PhoneStore phones,
    WabaStore wabas,
    OutgoingEvents events,
    TimeProvider clock
)
{
    /// <summary>Makes the endpoint, completes the link and publishes the events, once.</summary>
    public async Task CompleteAsync(DbSession session, LinkToComplete done)
    {
        var (link, phone, waba, endpoint) = done;
        if (!await links.CompleteAsync(session, link.Tenant, link.Id, phone.Id, waba.Id, clock.GetUtcNow()))
            return;
        if (endpoint is not null)
            await webhook.StoreAsync(session, link, endpoint);
        if (await phones.MarkConnectedAsync(session, phone.Id))
            await PublishConnectedAsync(session, done);
        var data = Wire.Text(LinkEvent.Of(link), OnboardingJson.Default.LinkEvent);
        await PublishAsync(session, done, EventNames.OnboardingLinkCompleted, data);
    }

    /// <summary>Prepares the completion of the link that a number came by; null when it is completed or gone.</summary>
    public async Task<Func<DbSession, Task>?> PrepareAsync(PhoneRow phone, CancellationToken cancellation)
    {
        if (
            phone.OnboardingLinkId is not { } linkId
            || await links.FindAsync(phone.Tenant, linkId, cancellation) is not { Status: LinkStatus.Pending } link
            || await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation) is not { } waba
        )
            return null;
        var endpoint = await webhook.EndpointAsync(link, waba.Id, cancellation);
        var done = new LinkToComplete(link, phone, waba, endpoint) { IsRegistered = true };
        return session => CompleteAsync(session, done);
    }

    private Task PublishConnectedAsync(DbSession session, LinkToComplete done)
    {
        var (link, phone, waba, _) = done;
        var connected = new ConnectedEvent(
            link.Id,
            link.ExternalId,
            phone.Id,
            phone.PhoneNumber,
            waba.Id,
            waba.MetaWabaId,
            done.IsRegistered
        )
        {
            Metadata = JsonLists.Raw(link.Metadata),
        };
        var data = Wire.Text(connected, ConnectedEventJson.Default.ConnectedEvent);
        return PublishAsync(session, done, EventNames.PhoneNumberConnected, data);
    }

    private Task PublishAsync(DbSession session, LinkToComplete done, string name, string data) =>
        events.PublishAsync(
            session,
            done.Link.Tenant,
            new NewEvent(name, clock.GetUtcNow(), data)
            {
                PhoneId = done.Phone.Id,
                WabaId = done.Waba.Id,
                Channel = PhoneChannel.Name,
            }
        );
}
