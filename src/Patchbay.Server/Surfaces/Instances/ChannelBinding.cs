using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>The requested settings of an instance's channel.</summary>
internal sealed record WantedChannel(Guid InstanceId, string TokenSource)
{
    /// <summary>The number to show; null for the number as Meta writes it.</summary>
    public string? DisplayPhone { get; init; }

    /// <summary>The verify token; null for a new token.</summary>
    public string? VerifyToken { get; init; }
}

/// <summary>
/// A channel with its verify token, which is sealed before the transaction because sealing reads the database.
/// </summary>
internal sealed record PreparedChannel(WantedChannel Wanted, Secret VerifyToken, byte[] SealedToken);

/// <summary>Binds an instance to a connected number.</summary>
internal sealed class ChannelBinding(
    ChannelStore channels,
    VerifyTokens verifyTokens,
    Vault vault,
    Ids ids,
    TimeProvider clock
)
{
    private const int VerifyTokenLength = 32;

    public async Task<bool> IsBoundElsewhereAsync(
        Tenant tenant,
        Guid instanceId,
        string number,
        CancellationToken cancellation
    ) => await channels.FindByNumberAsync(tenant, number, cancellation) is { } bound && bound.InstanceId != instanceId;

    public async Task<PreparedChannel> PrepareAsync(Tenant tenant, WantedChannel wanted, CancellationToken cancellation)
    {
        var verifyToken = new Secret(wanted.VerifyToken ?? ids.Token(VerifyTokenLength));
        var place = ChannelStore.VerifyTokenPlace(tenant.OrganizationId, wanted.InstanceId);
        return new(wanted, verifyToken, await vault.SealAsync(place, verifyToken, cancellation));
    }

    /// <summary>
    /// Binds the instance to a stored number and returns the instance's earlier channel, if there was one.
    /// </summary>
    public Task<ChannelRow?> BindAsync(DbSession session, PreparedChannel channel, PhoneRow phone)
    {
        var now = clock.GetUtcNow();
        return channels.BindAsync(
            session,
            new ChannelRow
            {
                Id = ids.Uuid(),
                OrganizationId = phone.OrganizationId,
                Environment = phone.Environment,
                InstanceId = channel.Wanted.InstanceId,
                ChannelType = ChannelRow.WhatsApp,
                ConnectionId = phone.ConnectionId,
                PhoneId = phone.Id,
                PhoneNumberId = phone.MetaPhoneNumberId,
                DisplayPhone = channel.Wanted.DisplayPhone,
                VerifyToken = channel.SealedToken,
                VerifyTokenHash = verifyTokens.Hash(VerifyTokens.OfInstances, channel.VerifyToken.Reveal()),
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
    }
}
