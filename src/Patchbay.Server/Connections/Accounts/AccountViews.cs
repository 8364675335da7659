using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>
/// Creates accounts, and keeps the accounts of connections in step with them. Values are sealed before the transaction
/// that stores them, so callers first prepare and then attach.
/// </summary>
internal sealed class AccountViews(
    AccountStore accounts,
    VerifyTokens verifyTokens,
    Vault vault,
    Database database,
    Ids ids,
    TimeProvider clock
)
{
    private const int VerifyTokenLength = 32,
        HookIdLength = 27;

    /// <summary>Prepares the account that a connection shows as, to be stored with the connection.</summary>
    /// <param name="connection">The connection as it is about to be stored.</param>
    /// <param name="wanted">What the caller wants of the account.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public Task<PreparedAccount> PrepareAsync(
        ConnectionRow connection,
        AccountDraft wanted,
        CancellationToken cancellation
    ) =>
        PrepareAsync(
            wanted with
            {
                ConnectionId = connection.Id,
                DisplayName = wanted.DisplayName ?? connection.DisplayName,
            },
            cancellation
        );

    public async Task<PreparedAccount> PrepareAsync(AccountDraft draft, CancellationToken cancellation)
    {
        var row = await MakeAsync(draft, cancellation);
        if (draft.Config is null)
            return new(draft, row, null);
        // An existing account keeps its id, and secrets are sealed for the id of their row.
        var there = await database.ReadAsync(session => accounts.FindAsync(session, draft), cancellation);
        if (draft.ReadVersion is { } version && there?.RowVersion != version)
            throw new AccountChangedException();
        var own = await accounts.WithConfigAsync(there ?? row, draft.Config, cancellation);
        return there is null ? new(draft, own, null) : new(draft, row, own);
    }

    /// <summary>Returns the row of a new account, without settings.</summary>
    private async Task<AccountRow> MakeAsync(AccountDraft draft, CancellationToken cancellation)
    {
        var (id, verifyToken, now) = (ids.Uuid(), ids.Token(VerifyTokenLength), clock.GetUtcNow());
        var place = AccountStore.VerifyTokenPlace(draft.Tenant.OrganizationId, id);
        return new AccountRow
        {
            Id = id,
            OrganizationId = draft.Tenant.OrganizationId,
            Environment = draft.Tenant.Environment,
            Channel = draft.Channel,
            AccountKey = draft.AccountKey,
            DisplayName = draft.DisplayName ?? draft.AccountKey,
            IsActive = draft.IsActive ?? true,
            DivisionId = draft.DivisionId,
            ConnectionId = draft.ConnectionId,
            Config = "{}",
            VerifyToken = await vault.SealAsync(place, new Secret(verifyToken), cancellation),
            VerifyTokenHash = verifyTokens.Hash(VerifyTokens.OfAccounts, verifyToken),
            HookId = ids.Token(HookIdLength),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Stores the account in the transaction of its connection.</summary>
    /// <exception cref="AccountChangedException">
    /// The account was changed after the draft was made. Never thrown for a draft that no caller asked for.
    /// </exception>
    public async Task AttachAsync(DbSession session, PreparedAccount prepared)
    {
        var (draft, made, own) = prepared;
        await accounts.LockAsync(session, draft.Tenant);
        var there = await accounts.FindAsync(session, draft);
        var readVersion = draft.Config is null ? draft.ReadVersion ?? there?.RowVersion : own?.RowVersion;
        if (there?.RowVersion != readVersion)
            throw new AccountChangedException();
        if (there is null)
        {
            await accounts.InsertAsync(session, made, draft.IsDefault);
            return;
        }
        await accounts.TryUpdateAsync(session, Renewed(there, draft, own ?? there), draft.IsDefault);
    }

    private static AccountRow Renewed(AccountRow there, AccountDraft draft, AccountRow settings) =>
        there with
        {
            ConnectionId = draft.ConnectionId,
            AccountKey = draft.Replaces ? draft.AccountKey : there.AccountKey,
            DisplayName = draft.Replaces ? draft.DisplayName ?? there.DisplayName : there.DisplayName,
            DivisionId = draft.Replaces ? draft.DivisionId : draft.DivisionId ?? there.DivisionId,
            // A new connection activates the account; a renewed connection leaves it as it is.
            IsActive = draft.IsActive ?? (there.IsActive || there.ConnectionId != draft.ConnectionId),
            Config = settings.Config,
            Secrets = settings.Secrets,
        };
}

/// <summary>An account with everything sealed, ready to be stored.</summary>
/// <param name="Draft">The account as the caller wants it.</param>
/// <param name="Made">The new row, for when there is no account yet.</param>
/// <param name="Own">The existing row with the new settings; null when there is no such row or no new settings.</param>
internal sealed record PreparedAccount(AccountDraft Draft, AccountRow Made, AccountRow? Own);

/// <summary>Rolls back a transaction whose account was changed after it was prepared.</summary>
internal sealed class AccountChangedException() : Exception("The account was changed meanwhile.");
