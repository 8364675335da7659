using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Turns the webhook of a link into a webhook endpoint of the connected WhatsApp account.</summary>
internal sealed class LinkWebhook(EndpointStore endpoints, Vault vault, Ids ids)
{
    /// <summary>Null when the link asks for no webhook.</summary>
    public async Task<NewEndpoint?> EndpointAsync(LinkRow link, Guid wabaId, CancellationToken cancellation)
    {
        var organizationId = link.OrganizationId;
        if (link.WebhookUrl is not { } url || link.WebhookSecret is not { } box)
            return null;
        var secret = await vault.OpenAsync(LinkStore.SecretPlace(organizationId, link.Id), box, cancellation);
        var (id, secretId) = (ids.Uuid(), ids.Uuid());
        return new NewEndpoint
        {
            Id = id,
            Url = url,
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
    }

    /// <summary>Stores what <see cref="EndpointAsync"/> made, in the transaction that completes the link.</summary>
    public Task StoreAsync(DbSession session, Tenant tenant, NewEndpoint endpoint) =>
        endpoints.InsertAsync(session, tenant, endpoint);
}
