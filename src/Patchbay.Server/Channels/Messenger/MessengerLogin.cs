using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.OAuth;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.Integrations.Login;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>From the code of Facebook Login to the person's pages. Their token stays here; the caller gets a handle for it.</summary>
internal sealed class MessengerLogin(MetaApps apps, CodeOnce once, UserTokenStore tokens)
{
    public const string PageFields = "id,name,access_token,category,picture";

    public async Task<(MessengerAnswer? Answer, Problem? Problem)> RunAsync(
        Tenant tenant,
        Actor actor,
        string owner,
        string code,
        string redirectUri
    )
    {
        if (apps.Find(tenant.Environment) is not { } app)
            return (null, MetaApps.NotConfigured);
        MessengerAnswer? answer = null;
        var outcome = await once.RunAsync(
            tenant,
            actor,
            code,
            async () =>
            {
                (answer, var problem) = await ExchangeAsync(tenant, owner, app, code, redirectUri);
                return new ConnectOutcome(null, false, problem);
            }
        );
        // Another post of the same code had the handle: it cannot be given twice.
        return answer is null
            ? (null, LoginProblems.OfMeta(outcome.Problem ?? ConnectionProblems.CodeInvalid))
            : (answer, null);
    }

    private async Task<(MessengerAnswer?, Problem?)> ExchangeAsync(
        Tenant tenant,
        string owner,
        MetaApp app,
        string code,
        string redirectUri
    )
    {
        var brief = await app.Graph.OAuth.ExchangeCodeAsync(app.AppId, app.AppSecret.Reveal(), code, redirectUri);
        var lasting = await app.Graph.OAuth.ExtendTokenAsync(
            new ExtendToken
            {
                ClientId = app.AppId,
                ClientSecret = app.AppSecret.Reveal(),
                FbExchangeToken = brief.Token,
            }
        );
        var (token, pages) = (new Secret(lasting.Token), new List<PageChoice>());
        try
        {
            await foreach (
                var page in app.As(token).Messenger.ListPagesAllAsync("me", new PageQuery { Fields = PageFields })
            )
            {
                pages.Add(new PageChoice(page.Id, page.Name, page.Category, PictureOf(page)));
            }
        }
        catch (GraphException error)
        {
            // The token is dropped: without pages there is nothing it could be kept for.
            return (
                null,
                error is GraphApiException { Code: 10 or (>= 200 and <= 299) }
                    ? ConnectionProblems.PermissionMissing with
                    {
                        Meta = MetaProblems.FaultOf(error),
                    }
                    : MetaProblems.From(error)
            );
        }
        return (new MessengerAnswer(await tokens.KeepAsync(tenant, owner, token, CancellationToken.None), pages), null);
    }

    private static string? PictureOf(FacebookPage page) =>
        page.Picture is { ValueKind: JsonValueKind.Object } picture
        && picture.TryGetProperty("data", out var data)
        && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("url", out var url)
        && url.ValueKind == JsonValueKind.String
            ? url.GetString()
            : null;
}
