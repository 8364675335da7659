using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>Shows the WhatsApp channel of an instance, which is a view of a connection.</summary>
internal sealed class ChannelViews(
    ChannelStore channels,
    ConnectionStore connections,
    PhoneStore phones,
    ConnectionStandings standings,
    PublicAddress address
)
{
    public async Task<WhatsAppStatus> StatusAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation) =>
        await channels.FindAsync(tenant, instanceId, cancellation) is { } channel
            ? await StatusAsync(tenant, channel, cancellation)
            : WhatsAppStatus.NotConfigured;

    public async Task<IReadOnlyList<ChannelAnswer>> ListAsync(
        Tenant tenant,
        Guid instanceId,
        CancellationToken cancellation
    )
    {
        var answers = new List<ChannelAnswer>();
        foreach (var channel in await channels.ListAsync(tenant, instanceId, cancellation))
            answers.Add(await AnswerAsync(tenant, channel, cancellation));
        return answers;
    }

    private async Task<ChannelAnswer> AnswerAsync(Tenant tenant, ChannelRow channel, CancellationToken cancellation)
    {
        var connection = await connections.FindAsync(tenant, channel.ConnectionId, cancellation);
        var status = await StatusAsync(tenant, channel, cancellation);
        var verifyToken = await channels.VerifyTokenAsync(channel, cancellation);
        return new ChannelAnswer
        {
            Id = channel.Id,
            InstanceId = channel.InstanceId,
            ChannelType = channel.ChannelType,
            Provider = Providers.Meta,
            ExternalIdentifier = channel.PhoneNumberId,
            ConnectionId = channel.ConnectionId,
            Enabled = status.Enabled,
            Status = status.Status,
            ErrorMessage = connection is null ? null : (await standings.OfAsync(connection, cancellation)).Reason,
            Config = new(status.DisplayPhone, Addresses.SharedHook(address), verifyToken.Reveal()),
            LastEventAt = channel.LastEventAt,
            CreatedAt = channel.CreatedAt,
            UpdatedAt = channel.UpdatedAt,
        };
    }

    private async Task<WhatsAppStatus> StatusAsync(Tenant tenant, ChannelRow channel, CancellationToken cancellation)
    {
        if (await connections.FindLiveAsync(tenant, channel.ConnectionId, cancellation) is not { } connection)
            return WhatsAppStatus.NotConfigured;
        var phone = await phones.FindAsync(tenant, channel.PhoneId, cancellation);
        var standing = await standings.OfAsync(connection, cancellation);
        return new WhatsAppStatus(
            channel.DisplayPhone ?? phone?.PhoneNumber,
            true,
            channel.PhoneNumberId,
            StatusOf(connection.Status),
            Addresses.SharedHook(address)
        )
        {
            StatusReason = standing.Reason,
            NextAction = standing.NextAction,
            WaitUntil = standing.WaitUntil,
        };
    }

    private static string StatusOf(string connection) =>
        connection switch
        {
            ConnectionStatus.Connected => ChannelStatus.Active,
            ConnectionStatus.Pending => ChannelStatus.Pending,
            _ => ChannelStatus.Error,
        };
}
