using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>Mails: known by account, direction and message id.</content>
public sealed partial class MessageStore
{
    /// <summary>What became of a send; false when it was given up as unknown meanwhile, which stays.</summary>
    public async Task<bool> SettleAsync(DbSession session, MessageRow sent, string status, string? error) =>
        await session.ExecuteAsync(
            $"update messages set status = @status, error = @error, updated_at = @now where {OfTenant} and id = @Id and status = 'pending'",
            new
            {
                sent.OrganizationId,
                sent.Environment,
                sent.Id,
                status,
                error,
                now = clock.GetUtcNow(),
            }
        ) == 1;

    public Task<(IReadOnlyList<MessageRow> Rows, int Total)> ListOfAccountAsync(
        Tenant tenant,
        Guid accountId,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            async session =>
            {
                var args = new
                {
                    tenant.OrganizationId,
                    tenant.Environment,
                    accountId,
                    page.Limit,
                    page.Offset,
                };
                const string where = $"from messages where {OfTenant} and account_id = @accountId";
                return (
                    await session.ListAsync<MessageRow>(
                        $"select * {where} order by occurred_at desc, id desc limit @Limit offset @Offset",
                        args
                    ),
                    await session.ScalarAsync<int>($"select count(*) {where}", args)
                );
            },
            cancellation
        );
}
