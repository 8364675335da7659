using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Extensions;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// Embedded Signup in the window of the page, for browsers that open no second window. Meta sends the browser back to
/// one address for all links, because it knows only addresses that were entered there. The state says which link the
/// browser comes from, and holds the page's one-time token.
/// </summary>
internal static class FullPageDialog
{
    public const string ReturnPath = "/signup/return";

    private const int LinkLength = 32;

    public static string ReturnAddress(PublicAddress address) => address.Base + ReturnPath;

    /// <summary>The dialog's address; its last parameter is the state, to which the page appends its token.</summary>
    public static string? Address(MetaApp app, Guid linkId, JsonObject extras, string returnAddress)
    {
        if (app.DialogBase is not { } host)
            return null;
        var query = new QueryBuilder
        {
            { "client_id", app.AppId },
            { "redirect_uri", returnAddress },
            { "config_id", app.ConfigId },
            { "response_type", "code" },
            { "override_default_response_type", "true" },
            { "extras", extras.ToJsonString() },
            { "state", $"{linkId:N}." },
        };
        return new Uri(host, $"{app.GraphVersion}/dialog/oauth") + query.ToString();
    }

    /// <summary>The link and the token of a state. The call that spends the token checks both.</summary>
    public static (Guid LinkId, string PageToken)? ReadState(string? state) =>
        state is { Length: > LinkLength + 1 }
        && state[LinkLength] == '.'
        && Guid.TryParseExact(state[..LinkLength], "N", out var linkId)
            ? (linkId, state[(LinkLength + 1)..])
            : null;
}
