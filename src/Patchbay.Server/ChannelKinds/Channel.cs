namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// One channel: its settings, and how its accounts connect, are checked, send and receive. Code outside a channel's
/// folder uses this contract and does not test which channel it has.
/// </summary>
internal sealed class Channel
{
    public required ChannelSettings Settings { get; init; }
    public required ChannelConnect Connect { get; init; }

    /// <summary>Null for a channel whose connections are not checked at a provider.</summary>
    public ChannelCheck? Check { get; init; }

    /// <summary>Null for a channel without messages.</summary>
    public ChannelSend? Send { get; init; }

    /// <summary>Null for a channel whose webhooks are not stored as messages.</summary>
    public ChannelReceive? Receive { get; init; }

    /// <summary>Null for a channel whose accounts are not connected by logging in with a browser.</summary>
    public ChannelLogIn? LogIn { get; init; }

    /// <summary>
    /// Maps the channel's own routes, such as its webhooks and its log-in. Null for a channel without any.
    /// </summary>
    public Action<IEndpointRouteBuilder>? Map { get; init; }

    public string Name => Settings.Name;
}
