using System.Text.Json;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>From a caller's body to a sent message, by the rules of the channel.</summary>
internal sealed class ChannelSender(
    PhoneStore phones,
    ConnectionStore connections,
    MessageSender whatsApp,
    DirectSender direct,
    MailSender mail
)
{
    private static readonly Problem NoMessages = new(
        400,
        "channel_has_no_messages",
        "Connections of this channel send no messages."
    );

    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(
        PhoneRow phone,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        var (draft, problem) = SendRules.Read(body);
        return problem is not null ? (null, problem) : await whatsApp.SendAsync(phone, draft!, cancellation);
    }

    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(
        AccountRow account,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        if (account.Channel == IntegrationChannels.Email)
            return await mail.SendAsync(account, body, cancellation);
        return
            account.ConnectionId is { } id
            && await connections.FindLiveAsync(account.Tenant, id, cancellation) is { } connection
            ? await SendAsync(connection, body, cancellation)
            : (null, DirectSender.NotUsable);
    }

    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(
        ConnectionRow connection,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        switch (connection.Channel)
        {
            case ChannelNames.WhatsApp:
                return await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation) is { } phone
                    ? await SendAsync(phone, body, cancellation)
                    : (null, MetaSessions.NotUsable);
            case ChannelNames.Instagram or ChannelNames.Messenger:
                var (draft, problem) = DirectSendRules.Read(body, connection.Channel);
                return problem is not null ? (null, problem) : await direct.SendAsync(connection, draft!, cancellation);
            default:
                return (null, NoMessages);
        }
    }
}
