using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Integrations;

/// <summary>Makes an account, in the way of its channel.</summary>
internal sealed class AccountCreation(
    WhatsAppAccounts whatsApp, InstagramAccounts instagram, MessengerAccounts messenger, AccountStore accounts, AccountViews views, AccountAudit audit, Database database)
{
    public async Task<(Guid Id, Problem? Problem)> RunAsync(
        AccountDraft draft, IReadOnlyDictionary<string, string> config, Actor actor, CancellationToken cancellation)
    {
        // An account that was disconnected is connected again under its key; any other holder of the key keeps it.
        if (await accounts.FindByKeyAsync(draft.Tenant, draft.Channel, draft.AccountKey, cancellation) is { } there && (there.ConnectionId is null || there.IsActive))
        {
            return (Guid.Empty, IntegrationProblems.KeyTaken);
        }
        return draft.Channel switch
        {
            IntegrationChannels.WhatsApp => await whatsApp.CreateAsync(draft, config, actor, cancellation),
            IntegrationChannels.Instagram => await instagram.CreateAsync(draft, config, actor, cancellation),
            IntegrationChannels.Messenger => await messenger.CreateAsync(draft, config, actor, cancellation),
            _ => await StoreAsync(draft, actor, cancellation),
        };
    }

    private async Task<(Guid, Problem?)> StoreAsync(AccountDraft draft, Actor actor, CancellationToken cancellation)
    {
        var prepared = await views.PrepareAsync(draft, cancellation);
        try
        {
            await database.WriteAsync(async session =>
            {
                await views.AttachAsync(session, prepared);
                await audit.DoneAsync(session, draft.Tenant, actor, AccountAudit.Created, prepared.Made.Id);
            }, cancellation);
        }
        catch (AccountChangedException)
        {
            return (Guid.Empty, IntegrationProblems.KeyTaken); // another call was faster
        }
        return (prepared.Made.Id, null);
    }
}
