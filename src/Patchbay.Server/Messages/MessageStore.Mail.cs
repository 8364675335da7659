using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>E-mails, which account, direction and Message-ID identify.</content>
public sealed partial class MessageStore
{
    /// <summary>
    /// Stores the result of a send. Returns false when the send was given up as unknown meanwhile; it stays unknown.
    /// </summary>
    public async Task<bool> SettleAsync(DbSession session, MessageRow sent, string status, string? error) =>
        await session
            .Of(sent.Tenant)
            .ExecuteAsync(
                $"""
                update messages set status = @status, error = @error, updated_at = @now
                    where {Tenant.Filter} and id = @Id and status = 'pending'
                """,
                new
                {
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
    ) => PageAsync(tenant, "account_id = @owner", accountId, page, cancellation);
}
