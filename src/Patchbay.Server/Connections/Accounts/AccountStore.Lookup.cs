using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <content>Look-ups by our own ids of accounts, and by connections.</content>
public sealed partial class AccountStore
{
    public Task<IReadOnlyList<AccountRow>> OfIdsAsync(
        DbSession session,
        string environment,
        string channel,
        IReadOnlyCollection<Guid> ids
    ) =>
        session.ListAsync<AccountRow>(
            $"""
            select * from integration_accounts where environment = @environment and channel = @channel
                and id {database.InList("ids")}
            """,
            new
            {
                environment,
                channel,
                ids = database.ListParameter(ids),
            }
        );

    /// <summary>Returns the accounts that connections show as. A connection without an account is missing.</summary>
    internal async Task<IReadOnlyDictionary<string, ShownAccount>> OfConnectionsAsync(
        DbSession session,
        IReadOnlyCollection<string> connectionIds
    )
    {
        if (connectionIds.Count == 0)
            return new Dictionary<string, ShownAccount>();
        var rows = await session.ListAsync<(Guid Id, string ConnectionId, bool IsActive)>(
            $"""
            select id, connection_id, is_active from integration_accounts
                where connection_id {database.InList("connectionIds")}
            """,
            new { connectionIds = database.ListParameter(connectionIds) }
        );
        return rows.DistinctBy(row => row.ConnectionId)
            .ToDictionary(row => row.ConnectionId, row => new ShownAccount(row.Id, row.IsActive));
    }

    /// <summary>Returns the id of the account of a connection that was just made.</summary>
    internal async Task<Guid> IdOfConnectedAsync(Tenant tenant, ConnectOutcome outcome) =>
        outcome.ConnectionId is { } connection
        && await FindByConnectionAsync(tenant, connection, CancellationToken.None) is { } account
            ? account.Id
            : Guid.Empty;
}

/// <summary>The account that a connection shows as.</summary>
/// <param name="Id">Our id of the account.</param>
/// <param name="IsActive">When false, received events are stored and not published.</param>
internal readonly record struct ShownAccount(Guid Id, bool IsActive);
