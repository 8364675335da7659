using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>
/// Changes an account. The change is merged into what is stored and stored only over that very version: of two at once the
/// second is merged anew into what the first left, or refused when its caller named the version it read.
/// </summary>
internal sealed class AccountUpdate(
    AccountStore accounts,
    AccountConfigs configs,
    AccountViews views,
    DivisionStore divisions,
    WhatsAppAccounts whatsApp,
    InstagramAccounts instagram,
    MessengerAccounts messenger,
    ConnectionSessions sessions,
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
                return IntegrationProblems.AccountNotFound;
            var full = await configs.OfAsync(row, cancellation);
            if (ifMatch is not null && ifMatch != full.ETag)
                return IntegrationProblems.NotAsRead;
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
                return IntegrationProblems.KeyTaken;
            }
        }
        return IntegrationProblems.Changed;
    }

    private async Task<Problem?> OnceAsync(
        FullAccount account,
        UpdateAccountRequest request,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var row = account.Row;
        var config = ConfigMerge.Apply(row.Channel, account.Config, request.Config);
        var (division, fault) = AccountRules.Division(request.DivisionId, row.DivisionId);
        List<Fault> faults = [.. AccountRules.Check(request, row, config)];
        if (fault is not null)
            faults.Add(fault);
        var isEnded = account.Connection is { DisconnectedAt: not null };
        // What the end of a connection wiped is not missed until it is to be connected again.
        if (!isEnded || config.Changed.Count > 0)
            faults.AddRange(
                ChannelSettings
                    .Missing(row.Channel, config.Values)
                    .Where(one => faults.TrueForAll(known => known.Field != one.Field))
            );
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        if (!await divisions.IsKnownAsync(row.Tenant, division, cancellation))
            return IntegrationProblems.UnknownDivision;
        var draft = new AccountDraft(
            row.Tenant,
            row.Channel,
            request.AccountKey ?? row.AccountKey,
            request.DisplayName ?? row.DisplayName
        )
        {
            Id = row.Id,
            ConnectionId = row.ConnectionId,
            DivisionId = division,
            IsActive = request.IsActive ?? (isEnded && IsReconnected(row, config) ? null : row.IsActive),
            IsDefault = request.IsDefault == true,
            Config = ChannelSettings.Own(row.Channel, config.Values),
            Replaces = true,
            ReadVersion = row.RowVersion,
        };
        if (isEnded && !IsReconnected(row, config))
            return draft.IsActive == true
                ? IntegrationProblems.NotConnected
                : await StoreAsync(row, draft, actor, cancellation);
        return await ApplyAsync(account, draft, config, actor, cancellation);
    }

    /// <summary>New credentials go through Meta, as those of a new account do; everything else is the row's own.</summary>
    private async Task<Problem?> ApplyAsync(
        FullAccount account,
        AccountDraft draft,
        ConfigMerge config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (account.Row.Channel == IntegrationChannels.WhatsApp)
        {
            if (
                config.Changed.Contains(ChannelSettings.AccessToken)
                || config.Changed.Contains(ChannelSettings.AppSecret)
            )
            {
                return (
                    await whatsApp.ConnectAsync(draft, config.Values, actor, AccountAudit.Updated, cancellation)
                ).Problem;
            }
            if (
                config.Changed.Contains(ChannelSettings.Pin)
                && await SetPinAsync(account, config, cancellation) is { } problem
            )
                return problem;
        }
        else if (
            account.Row.Channel == IntegrationChannels.Instagram
            && config.Changed.Contains(ChannelSettings.AccessToken)
        )
        {
            return (await instagram.ConnectAsync(draft, config.Values, actor, cancellation)).Problem;
        }
        else if (
            account.Row.Channel == IntegrationChannels.Messenger
            && config.Changed.Contains(ChannelSettings.PageAccessToken)
        )
        {
            return (await messenger.ConnectAsync(draft, config.Values, actor, cancellation)).Problem;
        }
        return await StoreAsync(account.Row, draft, actor, cancellation);
    }

    private async Task<Problem?> SetPinAsync(FullAccount account, ConfigMerge config, CancellationToken cancellation)
    {
        var connection = account.Connection!;
        if (await sessions.FindAsync(connection, cancellation) is not { } session)
            return IntegrationProblems.NotConnected;
        return await whatsApp.SetPinAsync(
            connection,
            session.App,
            session.Token,
            new Secret(config.Values[ChannelSettings.Pin]),
            cancellation
        );
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

    private static bool IsReconnected(AccountRow row, ConfigMerge config) =>
        ChannelSettings
            .Of(row.Channel)
            .Any(key =>
                key is { IsOnConnection: true, Kind: ConfigKind.Credential, IsRequired: true }
                && config.Changed.Contains(key.Name)
            );
}
