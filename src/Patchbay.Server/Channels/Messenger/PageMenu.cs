using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Sets and deletes a page's menu. Only Meta stores it.</summary>
internal sealed class PageMenu(ConnectionStore connections, ConnectionSessions sessions)
{
    // Meta requires a Get Started button for a menu, so a page without a button gets a default one.
    private const string Menu = "persistent_menu",
        Start = "get_started",
        StartPayload = "GET_STARTED";

    public Task<Problem?> SetAsync(
        AccountRow account,
        IReadOnlyList<PersistentMenu> menus,
        CancellationToken cancellation
    ) =>
        CallAsync(
            account,
            async (meta, page) =>
            {
                var profile = await meta.Messenger.GetProfileAsync(
                    page,
                    new ProfileFields { Fields = Start },
                    cancellation
                );
                var hasStart = profile.Data.Any(entry => entry.GetStarted is not null);
                await meta.Messenger.SetProfileAsync(
                    page,
                    new MessengerProfile
                    {
                        PersistentMenu = menus,
                        GetStarted = hasStart ? null : new GetStarted { Payload = StartPayload },
                    },
                    cancellation
                );
            },
            cancellation
        );

    public Task<Problem?> DeleteAsync(AccountRow account, CancellationToken cancellation) =>
        CallAsync(
            account,
            (meta, page) =>
                meta.Messenger.DeleteProfileAsync(page, new DeleteProfileFields { Fields = [Menu] }, cancellation),
            cancellation
        );

    private async Task<Problem?> CallAsync(
        AccountRow account,
        Func<GraphSession, string, Task> call,
        CancellationToken cancellation
    )
    {
        if (
            account.ConnectionId is not { } id
            || await connections.FindLiveAsync(account.Tenant, id, cancellation) is not { } connection
            || await sessions.FindUsableAsync(connection, cancellation) is not { } session
        )
            return LoginProblems.NotUsable;
        try
        {
            await call(session.Meta, connection.PageId!);
            return null;
        }
        catch (GraphException error)
        {
            return LoginProblems.OfMeta(MetaProblems.From(error));
        }
    }
}
