using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.Direct;

/// <summary>An event as Meta wrote it.</summary>
internal static class DirectRaw
{
    /// <summary>The data of an event that hands on Meta's item.</summary>
    public static string TextOf(DirectWork work)
    {
        var connection = work.Connection;
        var data = new ChannelEvent(connection.Id, connection.Channel, work.Row.Field, work.Value);
        return Wire.Text(data, DirectEventJson.Default.ChannelEvent);
    }
}
