using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Makes an account, in the way of its channel.</summary>
internal sealed class AccountCreation(
    WhatsAppAccounts whatsApp,
    InstagramAccounts instagram,
    MessengerAccounts messenger,
    AccountStore accounts,
    ConnectionStore connections,
    AccountViews views,
    AccountAudit audit,
    Database database
)
{
    public async Task<(Guid Id, Problem? Problem)> RunAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (
            await accounts.FindByKeyAsync(draft.Tenant, draft.Channel, draft.AccountKey, cancellation) is { } there
            && !await MayComeBackAsync(there, config, cancellation)
        )
        {
            return (Guid.Empty, IntegrationProblems.KeyTaken);
        }
        try
        {
            return draft.Channel switch
            {
                IntegrationChannels.WhatsApp => await whatsApp.CreateAsync(draft, config, actor, cancellation),
                IntegrationChannels.Instagram => await instagram.CreateAsync(draft, config, actor, cancellation),
                IntegrationChannels.Messenger => await messenger.CreateAsync(draft, config, actor, cancellation),
                _ => await StoreAsync(draft, actor, cancellation),
            };
        }
        catch (AccountChangedException)
        {
            return (Guid.Empty, IntegrationProblems.KeyTaken); // another call was faster
        }
    }

    /// <summary>An account whose connection was ended is connected again under its key; any other keeps it.</summary>
    private async Task<bool> MayComeBackAsync(
        AccountRow there,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    ) =>
        there.ConnectionId is { } id
        && await connections.FindAsync(there.Tenant, id, cancellation) is { DisconnectedAt: not null } ended
        && ChannelSettings
            .Of(there.Channel)
            .Any(key =>
                key.Kind == ConfigKind.MetaId
                && config.GetValueOrDefault(key.Name) == IntegrationChannels.MetaIdOf(ended)
            );

    private async Task<(Guid, Problem?)> StoreAsync(AccountDraft draft, Actor actor, CancellationToken cancellation)
    {
        var prepared = await views.PrepareAsync(draft, cancellation);
        await database.WriteAsync(
            async session =>
            {
                await views.AttachAsync(session, prepared);
                await audit.DoneAsync(session, draft.Tenant, actor, AccountAudit.Created, prepared.Made.Id);
            },
            cancellation
        );
        return (prepared.Made.Id, null);
    }
}
