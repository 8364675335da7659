using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>
/// Changes an account. The change is merged into what is stored and stored only over that very version: of two at once the
/// second is merged anew into what the first left, or refused when its caller named the version it read.
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

    /// <param name="tenant">Whose account.</param>
    /// <param name="id">Which.</param>
    /// <param name="request">What to change.</param>
    /// <param name="ifMatch">The version the caller read; null: whichever there is.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="cancellation">Ends it before anything is stored.</param>
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
                // Read and merge again.
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
        var (row, channel) = (account.Row, channels.Of(account.Row.Channel));
        var config = ConfigMerge.Apply(channel.Settings, account.Config, request.Config);
        var (division, fault) = AccountRules.Division(request.DivisionId, row.DivisionId);
        var isEnded = account.Connection is { DisconnectedAt: not null };
        var faults = FaultsOf(request, row, channel.Settings, config, fault, isEnded);
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        if (!await divisions.IsKnownAsync(row.Tenant, division, cancellation))
            return AccountProblems.UnknownDivision;
        var isReconnected = isEnded && HasNewCredential(channel.Settings, config);
        var draft = DraftOf(request, row, channel.Settings.Own(config.Values)) with
        {
            DivisionId = division,
            IsActive = request.IsActive ?? (isReconnected ? null : row.IsActive),
        };
        if (isEnded && !isReconnected)
        {
            return draft.IsActive == true
                ? AccountProblems.NotConnected
                : await StoreAsync(row, draft, actor, cancellation);
        }
        // New credentials go through the provider, as those of a new account do. The rest is the row's own.
        var update = await channel.Connect.UpdateAsync(new(account, draft, config), actor, cancellation);
        if (!update.TryGet(out var isStored, out var problem))
            return problem;
        return isStored ? null : await StoreAsync(row, draft, actor, cancellation);
    }

    private static List<Fault> FaultsOf(
        UpdateAccountRequest request,
        AccountRow row,
        ChannelSettings channel,
        ConfigMerge config,
        Fault? ofDivision,
        bool isEnded
    )
    {
        List<Fault> faults = [.. AccountRules.Check(request, row, channel, config)];
        if (ofDivision is not null)
            faults.Add(ofDivision);
        // Ending a connection wipes its secrets. They are missed only when the account is to be connected again.
        if (!isEnded || config.Changed.Count > 0)
            faults.AddRange(AccountRules.MissingBeside([.. faults], channel, config));
        return faults;
    }

    private static AccountDraft DraftOf(
        UpdateAccountRequest request,
        AccountRow row,
        IReadOnlyDictionary<string, string> own
    ) =>
        new(row.Tenant, row.Channel, request.AccountKey ?? row.AccountKey, request.DisplayName ?? row.DisplayName)
        {
            Id = row.Id,
            ConnectionId = row.ConnectionId,
            IsDefault = request.IsDefault == true,
            Config = own,
            Replaces = true,
            ReadVersion = row.RowVersion,
        };

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

    private static bool HasNewCredential(ChannelSettings channel, ConfigMerge config) =>
        channel.Config.Any(key =>
            key is { IsOnConnection: true, Kind: ConfigKind.Credential, IsRequired: true }
            && config.Changed.Contains(key.Name)
        );
}
