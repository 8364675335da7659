using Microsoft.AspNetCore.Http.Metadata;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Platform.Limits;

/// <summary>Applies the limits that routes declare, and the limit of creations.</summary>
internal sealed class RouteLimits(Limiter limiter)
{
    /// <summary>Limits by source and by target. Nothing is looked up or read before.</summary>
    public Task BeforeAuthenticationAsync(HttpContext http, RequestDelegate next)
    {
        foreach (var limit in http.GetEndpoint()?.Metadata.GetOrderedMetadata<RouteLimit>() ?? [])
        {
            var subject = limit.IsByTarget ? TargetOf(http) : RequestSource.Of(http);
            if (limiter.Take(limit.Kind, subject) is { } refusal)
                return IsPage(http) ? BusyPage.WriteAsync(http, refusal) : refusal.ExecuteAsync(http);
        }
        return next(http);
    }

    /// <summary>Limits the objects that an organization creates on one route.</summary>
    public Task AfterAuthorizationAsync(HttpContext http, RequestDelegate next) =>
        http.Features.Get<Caller>() is { } caller
        && http.GetEndpoint() is RouteEndpoint route
        && IsCreation(route)
        && limiter.Take(LimitKind.Creations, $"{KeyLimits.SubjectOf(caller)} {route.RoutePattern.RawText}")
            is { } refusal
            ? refusal.ExecuteAsync(http)
            : next(http);

    /// <summary>Whether a route creates objects: a POST that can be answered with 201.</summary>
    public static bool IsCreation(Endpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true
        && route
            .Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
            .Any(answer => answer.StatusCode == StatusCodes.Status201Created);

    private static string TargetOf(HttpContext http) => http.Request.RouteValues["id"] as string ?? "";

    // Outside of the API, a browser shows the answer to a person.
    private static bool IsPage(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
