namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// One channel: what its accounts are called and how they are connected, checked, sent from and received for. Code
/// outside a channel's folder asks this contract and never which channel it is.
/// </summary>
internal sealed class Channel
{
    public required ChannelSettings Settings { get; init; }
    public required ChannelConnect Connect { get; init; }

    /// <summary>Null for a channel whose connections are not checked at a provider.</summary>
    public ChannelCheck? Check { get; init; }

    /// <summary>Null for a channel without messages.</summary>
    public ChannelSend? Send { get; init; }

    /// <summary>Null for a channel that brings no webhooks into the history.</summary>
    public ChannelReceive? Receive { get; init; }

    /// <summary>Null for a channel whose accounts are not connected by logging in with a browser.</summary>
    public ChannelLogIn? LogIn { get; init; }

    /// <summary>
    /// Maps addresses of the channel's own: its webhooks and its log-in. Null for a channel that has none.
    /// </summary>
    public Action<IEndpointRouteBuilder>? Map { get; init; }

    public string Name => Settings.Name;
}
