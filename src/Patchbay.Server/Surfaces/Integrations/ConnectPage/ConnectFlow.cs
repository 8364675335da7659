using System.Text.Json;
using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.Integrations.Login;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>What happens when a person comes back from Meta's dialog, and when they chose pages. What comes of it is the row's.</summary>
internal sealed class ConnectFlow(
    ConnectSessionStore sessions,
    InstagramLogin instagram,
    MessengerLogin messenger,
    PageConnector pages,
    ConnectionStore connections,
    Vault vault
)
{
    public async Task CameBackAsync(ConnectSession session, Actor actor, string code, string redirectUri)
    {
        if (session.Channel == IntegrationChannels.Instagram)
            await ConnectInstagramAsync(session, actor, code, redirectUri);
        else
            await OfferPagesAsync(session, actor, code, redirectUri);
    }

    public async Task ChoseAsync(ConnectSession session, Actor actor, IReadOnlyList<string> chosen)
    {
        var offered = Offered(session);
        var wanted = offered
            .Where(page => chosen.Contains(page.Id, StringComparer.Ordinal))
            .Select(page => page.Id)
            .ToList();
        if (session.PageHandle is null)
            return; // another tab was faster
        if (wanted.Count == 0)
        {
            await sessions.AskAgainAsync(session, ConnectErrors.NoneChosen);
            return;
        }
        var handle = await vault.OpenAsync(
            ConnectSessionStore.HandlePlace(session),
            session.PageHandle,
            CancellationToken.None
        );
        var (answer, problem) = await pages.RunAsync(
            session.Tenant,
            actor,
            OwnerOf(session),
            handle.Reveal(),
            wanted,
            CancellationToken.None
        );
        if (problem is not null)
        {
            await sessions.FailAsync(
                session,
                problem == LoginProblems.TokenUnknown ? ConnectErrors.CodeInvalid : ErrorOf(problem)
            );
            return;
        }
        if (!answer!.Success)
        {
            await sessions.FailAsync(session, ConnectErrors.Failed);
            return;
        }
        var names = offered.ToDictionary(page => page.Id, page => page.Name ?? page.Id, StringComparer.Ordinal);
        await FinishAsync(
            session,
            [.. answer.Accounts.Select(account => account.DisplayName)],
            [.. answer.Failed.Select(page => names[page.PageId])]
        );
    }

    public static IReadOnlyList<PageChoice> Offered(ConnectSession session) =>
        session.Pages is { } json ? JsonSerializer.Deserialize(json, ConnectJson.Default.IReadOnlyListPageChoice)! : [];

    private async Task ConnectInstagramAsync(ConnectSession session, Actor actor, string code, string redirectUri)
    {
        var (account, problem) = await instagram.RunAsync(session.Tenant, actor, code, redirectUri);
        if (problem is not null)
            await sessions.FailAsync(session, ErrorOf(problem));
        else if (
            await connections.FindAsync(session.Tenant, account!.ConnectionId!, CancellationToken.None) is
            { Status: ConnectionStatus.Connected }
        )
            await FinishAsync(session, [account.DisplayName], []);
        else
            await sessions.FailAsync(session, ConnectErrors.NotSubscribed);
    }

    private async Task OfferPagesAsync(ConnectSession session, Actor actor, string code, string redirectUri)
    {
        var (answer, problem) = await messenger.RunAsync(session.Tenant, actor, OwnerOf(session), code, redirectUri);
        if (problem is not null)
        {
            await sessions.FailAsync(session, ErrorOf(problem));
            return;
        }
        if (answer!.Pages.Count == 0)
        {
            await sessions.FailAsync(session, ConnectErrors.NoPages);
            return;
        }
        var handle = await vault.SealAsync(
            ConnectSessionStore.HandlePlace(session),
            new Secret(answer.UserToken),
            CancellationToken.None
        );
        await sessions.OfferAsync(
            session,
            Wire.Text(answer.Pages, ConnectJson.Default.IReadOnlyListPageChoice),
            handle
        );
    }

    private Task FinishAsync(ConnectSession session, IReadOnlyList<string> connected, IReadOnlyList<string> failed) =>
        sessions.FinishAsync(
            session,
            Wire.Text(new ConnectResult(connected, failed), ConnectJson.Default.ConnectResult)
        );

    // Only this invitation can use the handle.
    private static string OwnerOf(ConnectSession session) => $"connect:{session.Id}";

    private static string ErrorOf(Problem problem) =>
        problem switch
        {
            { Status: 409, Code: "provider_connection_already_exists" } => ConnectErrors.HeldElsewhere,
            { Code: "meta_code_invalid" or "oauth_code_in_progress" } => ConnectErrors.CodeInvalid,
            { Code: "meta_permission_missing" } => ConnectErrors.PermissionMissing,
            { Code: "meta_unavailable" or "meta_busy" } => ConnectErrors.MetaUnavailable,
            _ => ConnectErrors.Failed,
        };
}
