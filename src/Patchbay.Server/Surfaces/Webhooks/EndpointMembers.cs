using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>The members that requests to add and to change a webhook have in common.</summary>
internal sealed record EndpointMembers
{
    public required string Url { get; init; }

    /// <summary>The stored address as answers show it; null for a new webhook.</summary>
    public string? ShownUrl { get; init; }
    public required string[] Events { get; init; }
    public Dictionary<string, string>? Headers { get; init; }
    public string? Format { get; init; }
    public string? Ordering { get; init; }
    public string? Description { get; init; }
    public int PayloadVersion { get; init; } = EventVersions.Current;
    public string[]? Channels { get; init; }
    public int? RateLimit { get; init; }

    public static EndpointMembers Of(CreateEndpointRequest request) =>
        new()
        {
            Url = request.Url ?? "",
            Events = request.Events ?? [],
            Headers = request.Headers,
            Format = request.Format,
            Ordering = request.Ordering,
            Description = request.Description,
            PayloadVersion = request.PayloadVersion ?? EventVersions.Current,
            Channels = request.Channels,
            RateLimit = request.RateLimit,
        };

    /// <summary>Members that the request leaves out keep the row's value.</summary>
    public static EndpointMembers Of(UpdateEndpointRequest request, EndpointRow row) =>
        new()
        {
            Url = request.Url ?? row.Url,
            ShownUrl = row.Url,
            Events = request.Events ?? row.EventList,
            Headers = request.Headers,
            Format = request.Format,
            Ordering = request.Ordering,
            Description = request.Description,
            PayloadVersion = request.PayloadVersion ?? row.PayloadVersion,
            Channels = request.HasChannels ? request.Channels : row.ChannelList,
            RateLimit = request.RateLimit,
        };
}

/// <summary>Checks the members of an address.</summary>
internal sealed class EndpointMembersCheck(OutboundHttp outbound, ChannelRegistry channels)
{
    private readonly string[] _channels = [.. channels.All.Select(channel => channel.Name)];

    /// <summary>The first fault; null when there is none.</summary>
    public Problem? Run(EndpointMembers members, string environment) =>
        EndpointRules.CheckUrl("url", members.Url)
        ?? EndpointRules.CheckMask("url", members.Url, members.ShownUrl)
        ?? EndpointRules.CheckVersion("payloadVersion", members.PayloadVersion)
        ?? EndpointRules.CheckEvents("events", members.Events, members.PayloadVersion)
        ?? EndpointRules.CheckChannels("channels", members.Channels, _channels)
        ?? EndpointRules.CheckHeaders("headers", members.Headers)
        ?? (outbound.IsAllowed(environment, new Uri(members.Url)) ? null : EndpointRules.NotAllowed("url"))
        ?? OneOf("format", members.Format, EndpointFormat.All)
        ?? OneOf("ordering", members.Ordering, EndpointOrdering.All)
        ?? EndpointRules.CheckRate("rateLimit", members.RateLimit)
        ?? EndpointRules.CheckDescription("description", members.Description);

    private static Problem? OneOf(string field, string? value, string[] all) =>
        value is null || all.Contains(value)
            ? null
            : Problem.Invalid(field, $"'{field}' must be one of: {string.Join(", ", all)}.");
}
