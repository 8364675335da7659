using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>The filter of a list of connections.</summary>
internal sealed record ConnectionFilter(IReadOnlyCollection<string> Channels, string? Status, string? StartingAfter)
{
    public static Outcome<ConnectionFilter> Read(IQueryCollection query)
    {
        var channel = Text(query, "channel");
        var status = Text(query, "status");
        var unknown =
            ConnectionFieldRules.OneOf("channel", channel, ChannelNames.All)
            ?? ConnectionFieldRules.OneOf("status", status, ConnectionStatus.All);
        if (unknown is not null)
            return unknown;
        IReadOnlyCollection<string> channels = channel is null ? ChannelNames.All : [channel];
        return new ConnectionFilter(channels, status, Text(query, Cursors.StartingAfter));
    }

    private static string? Text(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var value) ? value.ToString() : null;
}
