using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.ChannelKinds;

/// <summary>An account with its connection, if it has one, and its whole config with unmasked secrets.</summary>
internal sealed record FullAccount(
    AccountRow Row,
    ConnectionRow? Connection,
    IReadOnlyDictionary<string, string> Config
)
{
    /// <summary>Changes whenever the account or its connection changes.</summary>
    public string ETag => $"\"{Row.RowVersion}.{Connection?.RowVersion ?? 0}\"";
}

/// <summary>
/// Builds the config of an account from its own row and its connection. An ended connection still holds ids, but no
/// secrets.
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
