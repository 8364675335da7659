using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Integrations.Login;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>The routes that make links to the connect page, for callers without their own front end.</summary>
internal static class ConnectLinkEndpoints
{
    private const int ShortestSeconds = 300,
        LongestSeconds = 7 * 24 * 3600;

    public static void MapConnectLinks(this IEndpointRouteBuilder routes)
    {
        var channels = routes.ServiceProvider.GetRequiredService<ChannelRegistry>();
        foreach (var channel in channels.All.Where(channel => channel.LogIn is not null))
        {
            routes
                .MapIntegrationWrites($"/api/integrations/{channel.Name}")
                .WithTags("Log-in")
                .MapPost(
                    "connect-link",
                    (HttpContext http, Caller caller, ConnectLinks links, CancellationToken cancellation) =>
                        MakeAsync(channel, http, caller, links, cancellation)
                )
                .WithName($"MakeConnectLink_{channel.Name}")
                .WithSummary("Make a link with which a person connects an account")
                .Accepts<ConnectLinkRequest>("application/json");
        }
    }

    private static async Task<Results<JsonCreated<ConnectLinkAnswer>, Problem>> MakeAsync(
        Channel channel,
        HttpContext http,
        Caller caller,
        ConnectLinks links,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, ConnectJson.Default.ConnectLinkRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (Check(request) is { } refused)
            return refused;
        var made = await links.MakeAsync(channel, caller.Tenant, Actor.Of(http, caller), request, cancellation);
        if (!made.TryGet(out var answer, out problem))
            return problem;
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Created(answer, ConnectJson.Default.ConnectLinkAnswer);
    }

    private static Problem? Check(ConnectLinkRequest request)
    {
        List<Fault> faults = [];
        if (!ShownText.IsName(request.Name))
            faults.Add(new("name", $"'name' must have 1 to {ShownText.MaxName} characters that can be seen."));
        if (request.Locale is { } locale && !Languages.All.Contains(locale))
            faults.Add(new("locale", $"'locale' must be one of: {string.Join(", ", Languages.All)}."));
        if (request.ExpiresInSeconds is < ShortestSeconds or > LongestSeconds)
        {
            faults.Add(
                new("expires_in_seconds", $"'expires_in_seconds' must be from {ShortestSeconds} to {LongestSeconds}.")
            );
        }
        return faults.Count > 0 ? Problem.Invalid(faults) : null;
    }
}

/// <param name="Name">The name of the invited business, which the page shows.</param>
/// <param name="RedirectUrl">The address to which the page leads at the end.</param>
/// <param name="Locale"><c>en</c>, <c>es</c> or <c>pt</c>; without a locale, the browser decides.</param>
/// <param name="ExpiresInSeconds">The lifetime, from 5 minutes to 7 days. Default: a day.</param>
public sealed record ConnectLinkRequest(string? Name, string? RedirectUrl, string? Locale, long? ExpiresInSeconds);

/// <param name="Url">The link for the person who connects. Only the first browser that starts with the link can use
/// it.</param>
public sealed record ConnectLinkAnswer(string Url, string Channel, DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ConnectLinkRequest))]
[JsonSerializable(typeof(ConnectLinkAnswer))]
[JsonSerializable(typeof(ConnectResult))]
[JsonSerializable(typeof(IReadOnlyList<PageChoice>))]
internal sealed partial class ConnectJson : JsonSerializerContext;
