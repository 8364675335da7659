using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Audit;

/// <summary>
/// Writes an event after a route has changed something and before it answers. When storage fails in between, the answer
/// says so by its status, and the caller looks whether the change was made.
/// </summary>
internal static class AuditedRoutes
{
    // More than a handler reads of a body that is too large.
    private const int MostBuffered = 2 * RequestBody.DefaultLimit;

    /// <param name="route">A route of callers with an id of its object in its path, or one that makes an
    /// object.</param>
    /// <param name="resource">The kind of the object.</param>
    /// <param name="verb">What the route does, in the past tense.</param>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder route, string resource, string verb) =>
        route.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                var isPatch = HttpMethods.IsPatch(http.Request.Method);
                if (isPatch)
                    http.Request.EnableBuffering(MostBuffered, MostBuffered);
                var result = Unwrapped(await next(context));
                if (http.Features.Get<Caller>() is { } caller && IsDone(result))
                {
                    await http
                        .RequestServices.GetRequiredService<AuditStore>()
                        .AddAsync(
                            new AuditEvent(
                                caller.Tenant,
                                Actor.Of(http, caller),
                                $"{resource}.{verb}",
                                resource,
                                (result as IGoodAnswer)?.CreatedId ?? IdOf(http),
                                AuditResult.Succeeded,
                                DetailsJson: isPatch ? await MembersAsync(http) : null
                            )
                        );
                }
                return result;
            }
        );

    private static object? Unwrapped(object? result) => result is INestedHttpResult nested ? nested.Result : result;

    private static bool IsDone(object? result) => result is IGoodAnswer or NoContent;

    private static string? IdOf(HttpContext http) =>
        (http.GetRouteValue("id") ?? http.GetRouteValue("instance_id"))?.ToString();

    /// <summary>The names of the members of the body, without their values, which can be secrets.</summary>
    private static async Task<string?> MembersAsync(HttpContext http)
    {
        http.Request.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        return AuditDetails.Changed(body.RootElement.EnumerateObject().Select(member => member.Name));
    }
}
