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

    /// <summary>The account that a connection shows as; null when there is naccount.</summary>
    public Task<Guid?> IdOfConnectionAsync(DbSession session, string connectionId) =>
        session.FirstOrDefaultAsync<Guid?>(
            "select id from integration_accounts where connection_id = @connectionId",
            new { connectionId }
        );

    /// <summary>
    /// The accounts that connections show as, by connection; those without one are not in the answer.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Guid>> IdsOfConnectionsAsync(
        DbSession session,
        IReadOnlyCollection<string> connectionIds
    ) => connectionIds.Count == 0 ? new Dictionary<string, Guid>() : (
                await session.ListAsync<(Guid Id, string ConnectionId)>(
                    $"""
                    select id, connection_id from integration_accounts
                        where connection_id {database.InList("connectionIds")}
                    """,
                    new { connectionIds = database.ListParameter(connectionIds) }
                )
            ).DistinctBy(account => account.ConnectionId).ToDictionary(account => account.ConnectionId, account => account.Id);
}
