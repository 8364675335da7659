using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Makes accounts, at the start, for connections that an older version stored without an account.</summary>
internal sealed class AccountAdoption(
    ConnectionStore connections,
    ChannelRegistry channels,
    AccountViews views,
    Database database
)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var names = channels.WithAccounts.Select(channel => channel.Name).ToList();
        foreach (var connection in await connections.WithoutAccountAsync(names, cancellation))
        {
            var channel = channels.Of(connection.Channel);
            if (channel.Connect.IdOf(connection) is not { } id)
                continue;
            var draft = new AccountDraft(
                connection.Tenant,
                connection.Channel,
                channel.Settings.KeyOf(id),
                connection.DisplayName
            );
            var account = await views.PrepareAsync(connection, draft, cancellation);
            await database.WriteAsync(session => views.AttachAsync(session, account), cancellation);
        }
    }
}
