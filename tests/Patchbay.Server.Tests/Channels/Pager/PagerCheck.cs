using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Tests.Channels.Pager;

/// <summary>Asks the provider whether it still accepts the key.</summary>
internal sealed class PagerCheck(PagerCompany company, ConnectionStore connections, TimeProvider clock) : ChannelCheck
{
    public override async Task<IReadOnlyList<HealthCheck>?> ReadAsync(
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        if (await connections.TokenAsync(connection, cancellation) is not { } key)
            return null;
        var works = company.Accepts(key.Reveal(), connection.ProviderAccountId ?? "");
        return [NumberHealthRules.Check("credentials", works, "credentials_refused", "reconnect", clock.GetUtcNow())];
    }
}
