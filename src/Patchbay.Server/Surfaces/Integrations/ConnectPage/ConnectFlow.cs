using System.Text.Json;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>
/// Continues when a person returns from the dialog, and when they have chosen accounts. The session's row stores the
/// result.
/// </summary>
internal sealed class ConnectFlow(
    ConnectSessionStore sessions,
    ChannelRegistry channels,
    ConnectionStore connections,
    Vault vault
)
{
    public async Task CameBackAsync(ConnectSession session, Actor actor, string code, string redirectUri)
    {
        if (channels.Of(session.Channel).LogIn is not { } logIn)
            return;
        var finished = await logIn.FinishAsync(new(OwnerOf(session, actor), code, redirectUri));
        if (!finished.TryGet(out var result, out var problem))
            await sessions.FailAsync(session, ErrorOf(problem));
        else if (result.Account is { } account)
            await ConnectedAsync(session, account);
        else
            await OfferAsync(session, result);
    }

    public async Task ChoseAsync(ConnectSession session, Actor actor, IReadOnlyList<string> chosen)
    {
        // Another tab may have finished the choice first.
        if (session.PageHandle is not { } box || channels.Of(session.Channel).LogIn is not { } logIn)
            return;
        var offered = Offered(session);
        var wanted = offered
            .Where(page => chosen.Contains(page.Id, StringComparer.Ordinal))
            .Select(page => page.Id)
            .ToList();
        if (wanted.Count == 0)
        {
            await sessions.AskAgainAsync(session, ConnectErrors.NoneChosen);
            return;
        }
        var handle = await vault.OpenAsync(ConnectSessionStore.HandlePlace(session), box, CancellationToken.None);
        var choice = await logIn.ChooseAsync(OwnerOf(session, actor), handle.Reveal(), wanted);
        await ChosenAsync(session, offered, choice);
    }

    public static IReadOnlyList<PageChoice> Offered(ConnectSession session) =>
        session.Pages is { } json ? JsonSerializer.Deserialize(json, ConnectJson.Default.IReadOnlyListPageChoice)! : [];

    private async Task ChosenAsync(
        ConnectSession session,
        IReadOnlyList<PageChoice> offered,
        Outcome<ChosenAccounts> choice
    )
    {
        if (!choice.TryGet(out var result, out var problem))
        {
            var error = problem == LoginProblems.TokenUnknown ? ConnectErrors.CodeInvalid : ErrorOf(problem);
            await sessions.FailAsync(session, error);
            return;
        }
        if (result.Connected.Count == 0)
        {
            await sessions.FailAsync(session, ConnectErrors.Failed);
            return;
        }
        var names = offered.ToDictionary(page => page.Id, page => page.Name ?? page.Id, StringComparer.Ordinal);
        await FinishAsync(session, result.Connected, [.. result.FailedIds.Select(id => names[id])]);
    }

    private async Task ConnectedAsync(ConnectSession session, AccountRow account)
    {
        var connection = account.ConnectionId is { } id
            ? await connections.FindAsync(session.Tenant, id, CancellationToken.None)
            : null;
        if (connection is { Status: ConnectionStatus.Connected })
            await FinishAsync(session, [account.DisplayName], []);
        else
            await sessions.FailAsync(session, ConnectErrors.NotSubscribed);
    }

    private async Task OfferAsync(ConnectSession session, LogInResult result)
    {
        if (result.Choices.Count == 0 || result.Handle is not { } text)
        {
            await sessions.FailAsync(session, ConnectErrors.NoPages);
            return;
        }
        var handle = await vault.SealAsync(
            ConnectSessionStore.HandlePlace(session),
            new Secret(text),
            CancellationToken.None
        );
        var choices = Wire.Text(result.Choices, ConnectJson.Default.IReadOnlyListPageChoice);
        await sessions.OfferAsync(session, choices, handle);
    }

    private Task FinishAsync(ConnectSession session, IReadOnlyList<string> connected, IReadOnlyList<string> failed) =>
        sessions.FinishAsync(
            session,
            Wire.Text(new ConnectResult(connected, failed), ConnectJson.Default.ConnectResult)
        );

    // Only this invitation can use the handle.
    private static LogInOwner OwnerOf(ConnectSession session, Actor actor) =>
        new(session.Tenant, actor, $"connect:{session.Id}");

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
