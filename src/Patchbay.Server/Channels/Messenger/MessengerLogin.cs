using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.OAuth;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>
/// Exchanges the code of Facebook Login for a person's pages. The person's token stays on the server; the caller gets a
/// handle.
/// </summary>
internal sealed class MessengerLogin(MetaApps apps, CodeOnce once, UserTokenStore tokens, PageConnector pages)
    : ChannelLogIn
{
    public const string PageFields = "id,name,access_token,category,picture";

    private const string Scopes = "pages_show_list,pages_messaging,pages_manage_metadata,business_management";

    public override Problem NotSetUp => MetaApps.NotConfigured;

    public override bool OffersChoice => true;

    public override string? DialogOf(MetaApp app, string redirectUri, string state) =>
        app.DialogBase is { } host
            ? LoginDialog.Address(host, $"{app.GraphVersion}/dialog/oauth", app.AppId, Scopes, redirectUri, state)
            : null;

    public override async Task<Outcome<LogInResult>> FinishAsync(LogInCode code)
    {
        var owner = code.Owner;
        if (apps.Find(owner.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        LogInResult? result = null;
        var outcome = await once.RunAsync(
            owner.Tenant,
            owner.Actor,
            code.Code,
            async () =>
            {
                var exchanged = await ExchangeAsync(code, app);
                exchanged.TryGet(out result, out var problem);
                return new ConnectOutcome(null, false, problem);
            }
        );
        // A concurrent request with the same code got the handle, and only its hash is stored.
        return result is null ? LoginProblems.OfMeta(outcome.Problem ?? ConnectionProblems.CodeInvalid) : result;
    }

    public override async Task<Outcome<ChosenAccounts>> ChooseAsync(
        LogInOwner who,
        string handle,
        IReadOnlyList<string> wanted
    )
    {
        var connected = await pages.RunAsync(who, handle, wanted, CancellationToken.None);
        return connected.Select(answer => new ChosenAccounts(
            [.. answer.Accounts.Select(account => account.DisplayName)],
            [.. answer.Failed.Select(page => page.PageId)]
        ));
    }

    private async Task<Outcome<LogInResult>> ExchangeAsync(LogInCode code, MetaApp app)
    {
        var token = await LastingTokenAsync(code, app);
        var listed = await ChoicesAsync(app, token);
        // When Meta refuses to list the pages, the token is dropped, because it is of no use without pages.
        if (!listed.TryGet(out var choices, out var problem))
            return problem;
        var handle = await tokens.KeepAsync(code.Owner.Tenant, code.Owner.Holder, token, CancellationToken.None);
        return new LogInResult { Handle = handle, Choices = choices };
    }

    private static async Task<Secret> LastingTokenAsync(LogInCode code, MetaApp app)
    {
        var secret = app.AppSecret.Reveal();
        var brief = await app.Graph.OAuth.ExchangeCodeAsync(app.AppId, secret, code.Code, code.RedirectUri);
        var lasting = await app.Graph.OAuth.ExtendTokenAsync(
            new ExtendToken
            {
                ClientId = app.AppId,
                ClientSecret = secret,
                FbExchangeToken = brief.Token,
            }
        );
        return new Secret(lasting.Token);
    }

    private static async Task<Outcome<List<PageChoice>>> ChoicesAsync(MetaApp app, Secret token)
    {
        var choices = new List<PageChoice>();
        try
        {
            var query = new PageQuery { Fields = PageFields };
            await foreach (var page in app.As(token).Messenger.ListPagesAllAsync("me", query))
                choices.Add(new PageChoice(page.Id, page.Name, page.Category, PictureOf(page)));
            return choices;
        }
        catch (GraphException error)
        {
            return error is GraphApiException { Code: 10 or (>= 200 and <= 299) }
                ? ConnectionProblems.PermissionMissing with
                {
                    Meta = MetaProblems.FaultOf(error),
                }
                : MetaProblems.From(error);
        }
    }

    private static string? PictureOf(FacebookPage page) => page.Picture?.Member("data").Text("url");
}
