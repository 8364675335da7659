using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Connections from before there were accounts get theirs when the server starts.</summary>
internal sealed class AccountAdoption(ConnectionStore connections, AccountViews views, Database database)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var connection in await connections.WithoutAccountAsync(cancellation))
        {
            var account = await views.PrepareAsync(connection, null, cancellation);
            await database.WriteAsync(session => views.AttachAsync(session, account), cancellation);
        }
    }
}
