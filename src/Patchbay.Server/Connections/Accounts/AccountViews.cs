using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>
/// Makes accounts, and keeps those of connections in step with them. What has to be sealed is sealed before the
/// transaction that stores it: prepare, then attach.
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

    /// <summary>The account that a connection shows as, ready to be stored with it.</summary>
    /// <param name="connection">As it is about to be stored.</param>
    /// <param name="wanted">What the account is to be.</param>
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
        // An account that is there keeps its id, and secrets are sealed for the id they lie under.
        var there = await database.ReadAsync(session => accounts.FindAsync(session, draft), cancellation);
        if (draft.ReadVersion is { } version && there?.RowVersion != version)
            throw new AccountChangedException();
        var own = await accounts.WithConfigAsync(there ?? row, draft.Config, cancellation);
        return there is null ? new(draft, own, null) : new(draft, row, own);
    }

    /// <summary>The row of a new account, without settings.</summary>
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
    /// <exception cref="AccountChangedException">It is another by now than the draft was made from; never of a draft
    /// that nobody asked for.</exception>
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
            // Connected again, it is in use again; renewed, it stays what it was made.
            IsActive = draft.IsActive ?? (there.IsActive || there.ConnectionId != draft.ConnectionId),
            Config = settings.Config,
            Secrets = settings.Secrets,
        };
}

/// <summary>An account with everything sealed, ready to be stored.</summary>
/// <param name="Draft">What was asked for.</param>
/// <param name="Made">The row, when there is none yet.</param>
/// <param name="Own">The row that is there, with the new settings, when there were any.</param>
internal sealed record PreparedAccount(AccountDraft Draft, AccountRow Made, AccountRow? Own);

/// <summary>Rolls a transaction back whose account is no longer what it was prepared for.</summary>
internal sealed class AccountChangedException() : Exception("The account was changed meanwhile.");
