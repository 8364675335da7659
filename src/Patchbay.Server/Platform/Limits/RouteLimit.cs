namespace Patchbay.Server.Platform.Limits;

/// <summary>Metadata of a route without authentication: its requests are counted.</summary>
/// <param name="Kind">The budget.</param>
/// <param name="IsByTarget">
/// True when the requests for each <c>id</c> in the path are counted together; false when those of each source are.
/// </param>
internal sealed record RouteLimit(LimitKind Kind, bool IsByTarget);

internal static class RouteLimitExtensions
{
    /// <summary>Counts the requests of each source.</summary>
    public static TBuilder LimitBySource<TBuilder>(this TBuilder route, LimitKind kind)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteLimit(kind, IsByTarget: false));

    /// <summary>Counts the requests for each <c>id</c> in the path.</summary>
    public static TBuilder LimitByTarget<TBuilder>(this TBuilder route, LimitKind kind)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteLimit(kind, IsByTarget: true));
}
