using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <content>Accounts that events name by our own ids.</content>
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

    /// <summary>The accounts that connections show as. A connection without one is missing.</summary>
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

    /// <summary>The account of a connection that was just made.</summary>
    internal async Task<Guid> IdOfConnectedAsync(Tenant tenant, ConnectOutcome outcome) =>
        outcome.ConnectionId is { } connection
        && await FindByConnectionAsync(tenant, connection, CancellationToken.None) is { } account
            ? account.Id
            : Guid.Empty;
}

/// <summary>The account that a connection shows as.</summary>
/// <param name="Id">Ours.</param>
/// <param name="IsActive">False: what comes in is stored and not told.</param>
internal readonly record struct ShownAccount(Guid Id, bool IsActive);
