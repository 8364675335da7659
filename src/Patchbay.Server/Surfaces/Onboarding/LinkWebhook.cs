using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The endpoint that a link asks for, with the secret that its caller was shown.</summary>
internal sealed record WantedEndpoint(NewEndpoint Endpoint, Secret Secret);

/// <summary>Turns the webhook of a link into a webhook endpoint of the connected WhatsApp account.</summary>
internal sealed class LinkWebhook(EndpointStore endpoints, LinkStore links, Vault vault, Ids ids)
{
    /// <summary>Null when the link asks for no webhook.</summary>
    public async Task<WantedEndpoint?> EndpointAsync(LinkRow link, Guid wabaId, CancellationToken cancellation)
    {
        var organizationId = link.OrganizationId;
        if (link.WebhookUrl is not { } url || link.WebhookSecret is not { } box)
            return null;
        var secret = await vault.OpenAsync(LinkStore.SecretPlace(organizationId, link.Id), box, cancellation);
        var address = await AddressAsync(link, url, cancellation);
        var (id, secretId) = (ids.Uuid(), ids.Uuid());
        var endpoint = new NewEndpoint
        {
            Id = id,
            Url = address,
            Events = JsonLists.Read(link.WebhookEvents) ?? [],
            WabaId = wabaId,
            Description = $"Made by onboarding link {link.Id}",
            SecretId = secretId,
            SealedSecret = await vault.SealAsync(
                EndpointStore.SecretPlace(organizationId, secretId),
                secret,
                cancellation
            ),
        };
        return new(endpoint, secret);
    }

    private async Task<string> AddressAsync(LinkRow link, string url, CancellationToken cancellation)
    {
        var place = LinkStore.WebhookQueryPlace(link.OrganizationId, link.Id);
        var query = link.WebhookQuery is { } box ? await vault.OpenAsync(place, box, cancellation) : null;
        return EndpointAddress.Whole(url, query);
    }

    /// <summary>
    /// Stores what <see cref="EndpointAsync"/> made, in the transaction that completes the link. The account's endpoint
    /// of that address is shared instead, when there is one: it gets the link's events too and keeps its secret.
    /// </summary>
    public async Task StoreAsync(DbSession session, LinkRow link, WantedEndpoint wanted)
    {
        if (await endpoints.FindAsync(session, link.Tenant, wanted.Endpoint.Place) is not { } shared)
        {
            await endpoints.InsertAsync(session, link.Tenant, wanted.Endpoint);
            await links.SetEndpointAsync(session, link, wanted.Endpoint.Id, isSecretIgnored: false);
            return;
        }
        var change = new EndpointChange
        {
            Events = EventNames.Merge(shared.EventList, wanted.Endpoint.Events, shared.PayloadVersion),
            // We switched it off after failures; a customer who signs up again expects events.
            IsActive = shared is { IsActive: false, DisabledReason: not null } ? true : null,
        };
        await endpoints.UpdateAsync(session, link.Tenant, shared.Id, change);
        await links.SetEndpointAsync(session, link, shared.Id, !await SignsAsync(session, shared, wanted.Secret));
    }

    private async Task<bool> SignsAsync(DbSession session, EndpointRow endpoint, Secret secret)
    {
        foreach (var row in await endpoints.SecretsAsync(session, [endpoint.Id]))
        {
            var place = EndpointStore.SecretPlace(endpoint.OrganizationId, row.Id);
            var signing = await vault.OpenAsync(place, row.Secret, CancellationToken.None);
            if (row.ExpiresAt is null && signing.Reveal() == secret.Reveal())
                return true;
        }
        return false;
    }
}
