using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>Seals the secrets of webhooks and stores their rows.</summary>
internal sealed class EndpointWriter(
    EndpointStore endpoints,
    Vault vault,
    Ids ids,
    Database database,
    TimeProvider clock
)
{
    private static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    /// <summary>Stores a new webhook and returns its id.</summary>
    public async Task<Guid> CreateAsync(
        Tenant tenant,
        CreateEndpointRequest request,
        EndpointMembers members,
        string secret,
        CancellationToken cancellation
    )
    {
        var (id, secretId) = (ids.Uuid(), ids.Uuid());
        var endpoint = new NewEndpoint
        {
            Id = id,
            Url = members.Url,
            Events = members.Events,
            Description = members.Description,
            SecretId = secretId,
            SealedSecret = await SealAsync(tenant.OrganizationId, secretId, secret, cancellation),
            SealedHeaders = await SealHeadersAsync(tenant, id, members.Headers, cancellation),
            Format = members.Format ?? EndpointFormat.Event,
            Ordering = members.Ordering ?? EndpointOrdering.Conversation,
            IsActive = request.IsActive ?? true,
            WabaId = request.WabaId,
            PhoneId = request.PhoneNumberId,
            InstanceId = request.InstanceId,
        };
        await database.WriteAsync(session => endpoints.InsertAsync(session, tenant, endpoint), cancellation);
        return id;
    }

    /// <summary>Stores the changed members.</summary>
    public async Task UpdateAsync(
        Tenant tenant,
        Guid id,
        UpdateEndpointRequest request,
        CancellationToken cancellation
    ) =>
        await endpoints.UpdateAsync(
            tenant,
            id,
            new EndpointChange
            {
                Url = request.Url,
                Events = request.Events,
                Description = request.Description,
                Format = request.Format,
                Ordering = request.Ordering,
                IsActive = request.IsActive,
                ReplaceHeaders = request.Headers is not null,
                SealedHeaders = await SealHeadersAsync(tenant, id, request.Headers, cancellation),
            },
            cancellation
        );

    /// <summary>Stores a new secret. The old one also signs for another 24 hours.</summary>
    public async Task RotateAsync(EndpointRow row, string secret, CancellationToken cancellation)
    {
        var secretId = ids.Uuid();
        var box = await SealAsync(row.OrganizationId, secretId, secret, cancellation);
        await endpoints.RotateAsync(row.Id, secretId, box, clock.GetUtcNow() + SecretOverlap, cancellation);
    }

    private ValueTask<byte[]> SealAsync(
        Guid organizationId,
        Guid secretId,
        string secret,
        CancellationToken cancellation
    ) => vault.SealAsync(EndpointStore.SecretPlace(organizationId, secretId), new Secret(secret), cancellation);

    private async Task<byte[]?> SealHeadersAsync(
        Tenant tenant,
        Guid id,
        Dictionary<string, string>? headers,
        CancellationToken cancellation
    )
    {
        if (headers is not { Count: > 0 })
            return null;
        var text = new Secret(Wire.Text(headers, OutgoingJson.Default.DictionaryStringString));
        return await vault.SealAsync(EndpointStore.HeadersPlace(tenant.OrganizationId, id), text, cancellation);
    }
}
