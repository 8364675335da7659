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
            case ChannelNames.WhatsApp:
                Add(config, ChannelSettings.AccessToken, token);
                Add(config, ChannelSettings.PhoneNumberId, connection.PhoneNumberId);
                Add(config, ChannelSettings.WabaId, connection.WabaId);
                Add(
                    config,
                    ChannelSettings.AppSecret,
                    (await connections.ApiSecretAsync(connection, cancellation))?.Reveal()
                );
                Add(config, ChannelSettings.Pin, await PinAsync(connection, cancellation));
                break;
            case ChannelNames.Instagram:
                Add(config, ChannelSettings.AccessToken, token);
                Add(config, ChannelSettings.IgUserId, connection.IgBusinessAccountId);
                break;
            case ChannelNames.Messenger:
                Add(config, ChannelSettings.PageAccessToken, token);
                Add(config, ChannelSettings.PageId, connection.PageId);
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
