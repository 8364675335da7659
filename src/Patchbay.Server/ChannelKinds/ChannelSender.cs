using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// Finds the sender of a message, refuses inactive accounts, and sends through the channel. All surfaces send through
/// this class.
/// </summary>
internal sealed class ChannelSender(ConnectionStore connections, AccountStore accounts, ChannelRegistry channels)
{
    private static readonly Problem NoMessages = new(
        400,
        "channel_has_no_messages",
        "Connections of this channel cannot send messages."
    );

    public async Task<Outcome<MessageRow>> SendAsync(PhoneRow phone, JsonElement body, CancellationToken cancellation)
    {
        if (await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation) is not { } connection)
            return ConnectionProblems.CannotSend;
        var account = await accounts.FindByConnectionAsync(phone.Tenant, connection.Id, cancellation);
        return await SendAsync(
            new MessageOrigin
            {
                Phone = phone,
                Connection = connection,
                Account = account,
            },
            connection.Channel,
            body,
            cancellation
        );
    }

    public async Task<Outcome<MessageRow>> SendAsync(
        AccountRow account,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        var connection = account.ConnectionId is { } id
            ? await connections.FindLiveAsync(account.Tenant, id, cancellation)
            : null;
        if (account.ConnectionId is not null && connection is null)
            return ConnectionProblems.CannotSend;
        var origin = new MessageOrigin { Account = account, Connection = connection };
        return await SendAsync(origin, account.Channel, body, cancellation);
    }

    public async Task<Outcome<MessageRow>> SendAsync(
        ConnectionRow connection,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        var account = await accounts.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        var origin = new MessageOrigin { Account = account, Connection = connection };
        return await SendAsync(origin, connection.Channel, body, cancellation);
    }

    private async Task<Outcome<MessageRow>> SendAsync(
        MessageOrigin origin,
        string channel,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        if (channels.Of(channel).Send is not { } send)
            return NoMessages;
        // Ending a connection also makes its account inactive. The error must then name the ended connection.
        if (origin is { Account.IsActive: false, Connection: null or { DisconnectedAt: null } })
            return AccountProblems.SwitchedOff;
        return await send.SendAsync(origin, body, cancellation);
    }
}
