using Patchbay.Server.Audit;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Integrations;

/// <summary>Makes an account, in the way of its channel.</summary>
internal sealed class AccountCreation(AccountStore accounts, AccountViews views, AccountAudit audit, Database database)
{
    public Task<(Guid Id, Problem? Problem)> RunAsync(AccountDraft draft, Actor actor, CancellationToken cancellation) => draft.Channel switch
    {
        IntegrationChannels.Email => StoreAsync(draft, actor, cancellation),
        _ => Task.FromResult((Guid.Empty, (Problem?)AccountRules.UnknownChannel)),
    };

    private async Task<(Guid, Problem?)> StoreAsync(AccountDraft draft, Actor actor, CancellationToken cancellation)
    {
        if (await accounts.FindByKeyAsync(draft.Tenant, draft.Channel, draft.AccountKey, cancellation) is not null) return (Guid.Empty, IntegrationProblems.KeyTaken);
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
