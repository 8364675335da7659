using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>The members that requests to add and to change a webhook have in common.</summary>
internal sealed record EndpointMembers
{
    public required string Url { get; init; }
    public required string[] Events { get; init; }
    public Dictionary<string, string>? Headers { get; init; }
    public string? Format { get; init; }
    public string? Ordering { get; init; }
    public string? Description { get; init; }

    public static EndpointMembers Of(CreateEndpointRequest request) =>
        new()
        {
            Url = request.Url ?? "",
            Events = request.Events ?? [],
            Headers = request.Headers,
            Format = request.Format,
            Ordering = request.Ordering,
            Description = request.Description,
        };

    /// <summary>Members that the request leaves out keep the row's value.</summary>
    public static EndpointMembers Of(UpdateEndpointRequest request, EndpointRow row) =>
        new()
        {
            Url = request.Url ?? row.Url,
            Events = request.Events ?? row.EventList,
            Headers = request.Headers,
            Format = request.Format,
            Ordering = request.Ordering,
            Description = request.Description,
        };

    /// <summary>The first fault; null when there is none.</summary>
    public Problem? Check(OutboundHttp outbound, string environment) =>
        EndpointRules.CheckUrl("url", Url)
        ?? EndpointRules.CheckEvents("events", Events)
        ?? EndpointRules.CheckHeaders("headers", Headers)
        ?? (outbound.IsAllowed(environment, new Uri(Url)) ? null : EndpointRules.NotAllowed("url"))
        ?? OneOf("format", Format, EndpointFormat.All)
        ?? OneOf("ordering", Ordering, EndpointOrdering.All)
        ?? EndpointRules.CheckDescription("description", Description);

    private static Problem? OneOf(string field, string? value, string[] all) =>
        value is null || all.Contains(value)
            ? null
            : Problem.Invalid(field, $"'{field}' must be one of: {string.Join(", ", all)}.");
}
