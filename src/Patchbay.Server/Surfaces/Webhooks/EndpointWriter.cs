using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
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

    // The values of stored headers are secrets of the receiver at the old address.
    private static readonly Problem NeedsHeaders = Problem.Invalid(
        "headers",
        "'url' leads to another scheme, host or port, so the stored headers cannot stay: send 'headers' again, or {}."
    );

    /// <summary>Stores a new webhook and returns its id, unless there is one of the same address and scope.</summary>
    public async Task<Outcome<Guid>> CreateAsync(
        Tenant tenant,
        CreateEndpointRequest request,
        EndpointMembers members,
        string secret,
        CancellationToken cancellation
    )
    {
        var endpoint = await SealedAsync(tenant, request, members, secret, cancellation);
        return await database.WriteAsync<Outcome<Guid>>(
            async session =>
            {
                if (await endpoints.FindAsync(session, tenant, endpoint.Place) is { } known)
                    return Exists(known.Id);
                await endpoints.InsertAsync(session, tenant, endpoint);
                return endpoint.Id;
            },
            cancellation
        );
    }

    private async Task<NewEndpoint> SealedAsync(
        Tenant tenant,
        CreateEndpointRequest request,
        EndpointMembers members,
        string secret,
        CancellationToken cancellation
    )
    {
        var (id, secretId) = (ids.Uuid(), ids.Uuid());
        return new NewEndpoint
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
            PayloadVersion = members.PayloadVersion,
            Channels = members.Channels,
            RateLimit = members.RateLimit,
            IsActive = request.IsActive ?? true,
            WabaId = request.WabaId,
            PhoneId = request.PhoneNumberId,
            InstanceId = request.InstanceId,
        };
    }

    /// <summary>Stores the members that the request has; null when that is done.</summary>
    public async Task<Problem?> UpdateAsync(
        Tenant tenant,
        EndpointRow row,
        UpdateEndpointRequest request,
        CancellationToken cancellation
    )
    {
        var change = await SealedChangeAsync(tenant, row, request, cancellation);
        return await database.WriteAsync<Problem?>(
            async session =>
            {
                if (
                    change.Url is { } url
                    && await endpoints.FindAsync(session, tenant, PlaceOf(row, url)) is { } known
                    && known.Id != row.Id
                )
                    return Exists(known.Id);
                if (await endpoints.WouldMoveHeadersAsync(session, tenant, row.Id, change))
                    return NeedsHeaders;
                await endpoints.UpdateAsync(session, tenant, row.Id, change);
                return null;
            },
            cancellation
        );
    }

    private async Task<EndpointChange> SealedChangeAsync(
        Tenant tenant,
        EndpointRow row,
        UpdateEndpointRequest request,
        CancellationToken cancellation
    ) =>
        new()
        {
            // The address as it is shown keeps the stored one.
            Url = request.Url == row.Url ? null : request.Url,
            Events = request.Events,
            Description = request.Description,
            Format = request.Format,
            Ordering = request.Ordering,
            PayloadVersion = request.PayloadVersion,
            ReplaceChannels = request.HasChannels,
            Channels = request.Channels,
            ReplaceRateLimit = request.HasRateLimit,
            RateLimit = request.RateLimit,
            IsActive = request.IsActive,
            ReplaceHeaders = request.Headers is not null,
            SealedHeaders = await SealHeadersAsync(tenant, row.Id, request.Headers, cancellation),
        };

    private static EndpointPlace PlaceOf(EndpointRow row, string url) =>
        new(url, row.WabaId, row.PhoneId, row.InstanceId);

    private static Problem TooManySecrets(DateTimeOffset possible, DateTimeOffset now) =>
        new(
            409,
            "too_many_secrets",
            "Ten earlier secrets of this webhook still sign. The next rotation is possible at "
                + $"{InstantConverter.Text(possible)}."
        )
        {
            RetryAfter = possible - now,
        };

    private static Problem Exists(Guid id) =>
        new(409, "webhook_exists", $"The outgoing webhook {id} has this address and scope already; change that one.")
        {
            Field = "url",
        };

    /// <summary>
    /// Stores a new secret and returns null. The old one also signs for another 24 hours; the rotation is refused while
    /// that cannot be kept.
    /// </summary>
    public async Task<Problem?> RotateAsync(EndpointRow row, string secret, CancellationToken cancellation)
    {
        var secretId = ids.Uuid();
        var box = await SealAsync(row.OrganizationId, secretId, secret, cancellation);
        var now = clock.GetUtcNow();
        return await endpoints.RotateAsync(row.Id, secretId, box, now + SecretOverlap, cancellation) is { } possible
            ? TooManySecrets(possible, now)
            : null;
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
