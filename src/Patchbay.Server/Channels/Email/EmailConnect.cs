using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Email;

/// <summary>Stores e-mail accounts. The account's own row holds the settings; there is no connection.</summary>
internal sealed class EmailConnect(AccountViews views, AccountAudit audit, Database database) : ChannelConnect
{
    public override async Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
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
        return prepared.Made.Id;
    }

    public override Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    ) => Task.FromResult<Outcome<ProvenCredential>>(ConnectionProblems.NotRotatable);
}
