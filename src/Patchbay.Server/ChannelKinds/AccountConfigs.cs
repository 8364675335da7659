using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.ChannelKinds;

/// <summary>An account with the connection it is a view on, and its whole config, secrets in clear.</summary>
internal sealed record FullAccount(
    AccountRow Row,
    ConnectionRow? Connection,
    IReadOnlyDictionary<string, string> Config
)
{
    /// <summary>Changes with everything that is shown.</summary>
    public string ETag => $"\"{Row.RowVersion}.{Connection?.RowVersion ?? 0}\"";
}

/// <summary>
/// Puts the config of an account together from its own row and its connection. An ended connection has only its ids
/// left.
/// </summary>
internal sealed class AccountConfigs(AccountStore accounts, ConnectionStore connections, ChannelRegistry channels)
{
    public async Task<FullAccount> OfAsync(AccountRow row, CancellationToken cancellation)
    {
        var config = await accounts.OwnConfigAsync(row, cancellation);
        var connection = row.ConnectionId is { } id ? await connections.FindAsync(row.Tenant, id, cancellation) : null;
        if (connection is not null)
            await channels.Of(connection.Channel).Connect.AddConfigAsync(config, connection, cancellation);
        return new(row, connection, config);
    }
}
