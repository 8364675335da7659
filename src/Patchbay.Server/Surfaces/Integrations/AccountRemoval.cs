using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>
/// Removes an account. First its connection is ended and its secrets are wiped, then the account is deleted. After an
/// interruption, the account is inactive and can be removed with another call.
/// </summary>
internal sealed class AccountRemoval(
    AccountStore accounts,
    ConnectionStore connections,
    Disconnection disconnection,
    AccountAudit audit,
    Database database
)
{
    public async Task<Problem?> RunAsync(AccountRow row, Actor actor)
    {
        if (
            row.ConnectionId is { } id
            && await connections.FindLiveAsync(row.Tenant, id, CancellationToken.None) is { } connection
            && await disconnection.RunAsync(connection, actor, Disconnection.ByCaller) is { Status: not 404 } problem
        )
            return problem;
        var deleted = await database.WriteAsync(
            async session =>
            {
                if (!await accounts.DeleteAsync(session, row))
                    return false;
                await audit.DoneAsync(session, row.Tenant, actor, AccountAudit.Deleted, row.Id);
                return true;
            },
            CancellationToken.None
        );
        if (!deleted)
            return AccountProblems.AccountNotFound;
        await database.ForgetDeletedAsync(CancellationToken.None);
        return null;
    }
}
