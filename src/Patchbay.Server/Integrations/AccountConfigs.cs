using Patchbay.Server.Connections;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Integrations;

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

/// <summary>Puts the config of an account together from where its parts are kept. Of an ended connection only the ids are left.</summary>
internal sealed class AccountConfigs(AccountStore accounts, ConnectionStore connections, PhoneStore phones, Vault vault)
{
    public async Task<FullAccount> OfAsync(AccountRow row, CancellationToken cancellation)
    {
        var config = await accounts.OwnConfigAsync(row, cancellation);
        var connection = row.ConnectionId is { } id ? await connections.FindAsync(row.Tenant, id, cancellation) : null;
        if (connection is not null)
            await AddAsync(config, connection, cancellation);
        return new(row, connection, config);
    }

    private async Task AddAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        var token = (await connections.TokenAsync(connection, cancellation))?.Reveal();
        switch (connection.Channel)
        {
            case Channels.WhatsApp:
                Add(config, ChannelConfig.AccessToken, token);
                Add(config, ChannelConfig.PhoneNumberId, connection.PhoneNumberId);
                Add(config, ChannelConfig.WabaId, connection.WabaId);
                Add(
                    config,
                    ChannelConfig.AppSecret,
                    (await connections.ApiSecretAsync(connection, cancellation))?.Reveal()
                );
                Add(config, ChannelConfig.Pin, await PinAsync(connection, cancellation));
                break;
            case Channels.Instagram:
                Add(config, ChannelConfig.AccessToken, token);
                Add(config, ChannelConfig.IgUserId, connection.IgBusinessAccountId);
                break;
            case Channels.Messenger:
                Add(config, ChannelConfig.PageAccessToken, token);
                Add(config, ChannelConfig.PageId, connection.PageId);
                break;
        }
    }

    private async Task<string?> PinAsync(ConnectionRow connection, CancellationToken cancellation) =>
        connection.DisconnectedAt is null
        && await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation) is { Pin: { } pin } phone
            ? (await vault.OpenAsync(PhoneStore.PinPlace(phone.OrganizationId, phone.Id), pin, cancellation)).Reveal()
            : null;

    private static void Add(Dictionary<string, string> config, string name, string? value)
    {
        if (value is not null)
            config[name] = value;
    }
}
