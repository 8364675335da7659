using Microsoft.AspNetCore.Http.Extensions;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations.Login;

/// <summary>The addresses of Meta's log-in dialogs.</summary>
internal static class LoginDialogs
{
    public static readonly Problem NoInstagram = new(
        503,
        "meta_app_not_configured",
        "The Meta app of this environment is not set up for log-in with Instagram."
    );

    private const string InstagramScopes = "instagram_business_basic,instagram_business_manage_messages",
        MessengerScopes = "pages_show_list,pages_messaging,pages_manage_metadata,business_management";

    /// <summary>Null when nobody can log in on this channel: the app is not set up for it.</summary>
    public static string? AddressOf(MetaApp app, string channel, string redirectUri, string state) =>
        channel switch
        {
            IntegrationChannels.Messenger => Address(
                app.DialogBase!,
                $"{app.GraphVersion}/dialog/oauth",
                app.AppId,
                MessengerScopes,
                redirectUri,
                state
            ),
            IntegrationChannels.Instagram when app.Instagram is { } instagram => Address(
                instagram.DialogBase,
                "oauth/authorize",
                instagram.AppId,
                InstagramScopes,
                redirectUri,
                state
            ),
            _ => null,
        };

    private static string Address(
        Uri host,
        string path,
        string clientId,
        string scopes,
        string redirectUri,
        string state
    )
    {
        var query = new QueryBuilder
        {
            { "client_id", clientId },
            { "redirect_uri", redirectUri },
            { "response_type", "code" },
            { "scope", scopes },
            { "state", state },
        };
        return new Uri(host, path) + query.ToString();
    }
}
