using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>Sends messages by the rules of a channel.</summary>
internal abstract class ChannelSend
{
    /// <summary>Reads the caller's body, stores the message and sends it at most once.</summary>
    public abstract Task<Outcome<MessageRow>> SendAsync(
        MessageOrigin origin,
        JsonElement body,
        CancellationToken cancellation
    );
}

/// <summary>The sender of a message, as far as the caller's route names it.</summary>
internal sealed record MessageOrigin
{
    /// <summary>The account; null for a connection without an account.</summary>
    public AccountRow? Account { get; init; }

    /// <summary>The connection, live or ended; null for an account without a connection.</summary>
    public ConnectionRow? Connection { get; init; }

    /// <summary>The number; null when the route names none.</summary>
    public PhoneRow? Phone { get; init; }
}
