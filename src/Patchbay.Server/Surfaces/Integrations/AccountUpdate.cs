using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>
/// Changes an account. A change is merged into the stored account and written only if its version is unchanged. Of two
/// concurrent changes, the second is merged again, or refused when its caller sent the version it read.
/// </summary>
internal sealed class AccountUpdate(
    AccountStore accounts,
    AccountConfigs configs,
    ChannelRegistry channels,
    AccountViews views,
    DivisionStore divisions,
    AccountAudit audit,
    Database database
)
{
    private const int Tries = 5;

    /// <param name="tenant">The owner of the account.</param>
    /// <param name="id">The id of the account.</param>
    /// <param name="request">The change.</param>
    /// <param name="ifMatch">The version that the caller read; null for any version.</param>
    /// <param name="actor">The caller, for the audit log.</param>
    /// <param name="cancellation">Cancels the call as long as nothing is stored.</param>
    public async Task<Problem?> RunAsync(
        Tenant tenant,
        Guid id,
        UpdateAccountRequest request,
        string? ifMatch,
        Actor actor,
        CancellationToken cancellation
    )
    {
        for (var number = 0; number < Tries; number++)
        {
            if (await accounts.FindAsync(tenant, id, cancellation) is not { } row)
                return AccountProblems.AccountNotFound;
            var full = await configs.OfAsync(row, cancellation);
            if (ifMatch is not null && ifMatch != full.ETag)
                return AccountProblems.NotAsRead;
            try
            {
                return await OnceAsync(full, request, actor, cancellation);
            }
            catch (AccountChangedException)
            {
                // The next round reads and merges again.
            }
            catch (Exception error) when (database.IsDuplicate(error))
            {
                return AccountProblems.KeyTaken;
            }
        }
        return AccountProblems.Changed;
    }

    private async Task<Problem?> OnceAsync(
        FullAccount account,
        UpdateAccountRequest request,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var channel = channels.Of(account.Row.Channel);
        var config = ConfigMerge.Apply(channel.Settings, account.Config, request.Config);
        var change = new MergedChange(account, request, channel, config);
        var division = AccountRules.Division(request.DivisionId, account.Row.DivisionId);
        var faults = FaultsOf(change, division);
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        if (!await divisions.IsKnownAsync(account.Row.Tenant, division.Id, cancellation))
            return AccountProblems.UnknownDivision;
        return await SaveAsync(change, DraftOf(change, division.Id), actor, cancellation);
    }

    private async Task<Problem?> SaveAsync(
        MergedChange change,
        AccountDraft draft,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var row = change.Account.Row;
        if (change.IsEnded && !change.IsReconnected)
        {
            return draft.IsActive == true
                ? AccountProblems.NotConnected
                : await StoreAsync(row, draft, actor, cancellation);
        }
        // The channel verifies new credentials at the provider and stores them. Other changes only affect the account's
        // row.
        var update = await change.Channel.Connect.UpdateAsync(
            new(change.Account, draft, change.Config),
            actor,
            cancellation
        );
        if (!update.TryGet(out var isStored, out var problem))
            return problem;
        return isStored ? null : await StoreAsync(row, draft, actor, cancellation);
    }

    private static List<Fault> FaultsOf(MergedChange change, DivisionChange division)
    {
        var (settings, config) = (change.Channel.Settings, change.Config);
        List<Fault> faults =
        [
            .. AccountRules.Check(change.Request, change.Account.Row, settings, config),
            .. division.Faults,
        ];
        // Ending a connection wipes its secrets, so they are required only to connect the account again.
        if (!change.IsEnded || config.Changed.Count > 0)
            faults.AddRange(AccountRules.MissingBeside([.. faults], settings, config));
        return faults;
    }

    private static AccountDraft DraftOf(MergedChange change, Guid? division)
    {
        var (row, request) = (change.Account.Row, change.Request);
        return new(
            row.Tenant,
            row.Channel,
            request.AccountKey ?? row.AccountKey,
            ShownText.CleanIfGiven(request.DisplayName) ?? row.DisplayName
        )
        {
            Id = row.Id,
            ConnectionId = row.ConnectionId,
            DivisionId = division,
            IsActive = request.IsActive ?? (change.IsReconnected ? null : row.IsActive),
            IsDefault = request.IsDefault == true,
            Config = change.Channel.Settings.Own(change.Config.Values),
            Replaces = true,
            ReadVersion = row.RowVersion,
        };
    }

    private async Task<Problem?> StoreAsync(
        AccountRow row,
        AccountDraft draft,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var prepared = await views.PrepareAsync(draft, cancellation);
        await database.WriteAsync(
            async session =>
            {
                await views.AttachAsync(session, prepared);
                await audit.DoneAsync(session, draft.Tenant, actor, AccountAudit.Updated, row.Id);
            },
            cancellation
        );
        return null;
    }

    /// <summary>A change that is merged but not validated yet.</summary>
    private sealed record MergedChange(
        FullAccount Account,
        UpdateAccountRequest Request,
        Channel Channel,
        ConfigMerge Config
    )
    {
        /// <summary>Whether the account's connection was ended before the change.</summary>
        public bool IsEnded => Account.Connection is { DisconnectedAt: not null };

        public bool IsReconnected => IsEnded && HasNewCredential;

        private bool HasNewCredential =>
            Channel.Settings.Config.Any(key =>
                key is { IsOnConnection: true, Kind: ConfigKind.Credential, IsRequired: true }
                && Config.Changed.Contains(key.Name)
            );
    }
}
