using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations.Login;

/// <summary>The routes that return addresses of log-in dialogs, for callers with their own front end.</summary>
internal static class LoginEndpoints
{
    private const int StateLength = 32;

    public static void MapLogins(this IEndpointRouteBuilder routes)
    {
        var channels = routes.ServiceProvider.GetRequiredService<ChannelRegistry>();
        foreach (var channel in channels.All)
        {
            if (channel.LogIn is { } logIn)
                MapLogin(routes, channel.Settings, logIn);
        }
    }

    private static void MapLogin(IEndpointRouteBuilder routes, ChannelSettings channel, ChannelLogIn logIn)
    {
        var accounts = logIn.OffersChoice ? "pages" : $"an {channel.Title} account";
        routes
            .MapIntegrationWrites($"/api/integrations/{channel.Name}")
            .WithTags("Log-in")
            .MapGet(
                "authorize-url",
                (HttpContext http, Caller caller, MetaApps apps, Ids ids) => Authorize(logIn, http, caller, apps, ids)
            )
            .WithName($"Get{channel.Title}AuthorizeUrl")
            .WithSummary($"Get the address where a person logs in to connect {accounts}");
    }

    private static Results<JsonAnswer<AuthorizeAnswer>, Problem> Authorize(
        ChannelLogIn logIn,
        HttpContext http,
        Caller caller,
        MetaApps apps,
        Ids ids
    )
    {
        string? redirectUri = http.Request.Query["redirect_uri"],
            given = http.Request.Query["state"];
        List<Fault> faults =
        [
            .. new[] { LoginRules.RedirectUri(redirectUri), LoginRules.State(given) }.OfType<Fault>(),
        ];
        if (faults.Count > 0 || redirectUri is null)
            return Problem.Invalid(faults);
        if (apps.Find(caller.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        var state = given ?? ids.Token(StateLength);
        return logIn.DialogOf(app, redirectUri, state) is { } address
            ? JsonAnswer.Of(new AuthorizeAnswer(address, state, redirectUri), LoginJson.Default.AuthorizeAnswer)
            : logIn.NotSetUp;
    }
}
