using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Checks a number with the same reads from Meta as its health route.</summary>
internal sealed class WhatsAppCheck(PhoneStore phones, HealthReader health) : ChannelCheck
{
    public override async Task<IReadOnlyList<HealthCheck>?> ReadAsync(
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        if (phone is null)
            return null;
        var answer = await health.ReadAsync(phone, cancellation);
        return answer.IsStale ? null : answer.Checks;
    }
}
