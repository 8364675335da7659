using Microsoft.AspNetCore.Http.Extensions;

namespace Patchbay.Server.ChannelKinds.LogIn;

/// <summary>The address of a log-in dialog of Meta.</summary>
internal static class LoginDialog
{
    public static string Address(
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
