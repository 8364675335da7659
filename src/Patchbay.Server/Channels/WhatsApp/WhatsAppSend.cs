using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Sends from a WhatsApp number at the rates that Meta allows.</summary>
internal sealed class WhatsAppSend(
    PhoneStore phones,
    MetaSessions sessions,
    MessageSend send,
    SendPacing pacing,
    Ids ids,
    TimeProvider clock
) : ChannelSend
{
    public override async Task<Outcome<MessageRow>> SendAsync(
        MessageOrigin origin,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        if (!SendRules.Read(body).TryGet(out var draft, out var problem))
            return problem;
        if (await PhoneOfAsync(origin, cancellation) is not { } phone)
            return MetaSessions.NotUsable;
        if (await sessions.OfAsync(phone, cancellation) is not { } meta)
            return MetaSessions.NotUsable;
        var recipient = PersonRules.Number(draft.To) ?? draft.BusinessScopedUserId ?? draft.Details.GroupId ?? "";
        if (await pacing.WaitAsync(phone, recipient, cancellation) is { } tooFast)
            return tooFast;
        var row = NewRow(phone, draft);
        return await send.RunAsync(
            row,
            () => MessageSend.CallMetaAsync(() => CallAsync(meta, phone, row, draft), MetaProblems.From),
            cancellation
        );
    }

    private async Task<PhoneRow?> PhoneOfAsync(MessageOrigin origin, CancellationToken cancellation)
    {
        if (origin.Phone is { } phone)
            return phone;
        return origin.Connection is { } connection
            ? await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation)
            : null;
    }

    private static async Task<SendResult> CallAsync(
        GraphSession meta,
        PhoneRow phone,
        MessageRow row,
        MessageDraft draft
    )
    {
        // The caller's own callback data is sent unchanged. Otherwise the data is our message id, which finds the row
        // if the answer is lost.
        var callbackData = draft.Message.ContainsKey("biz_opaque_callback_data") ? null : row.Id.ToString();
        var sent = await meta.Messages.SendRawAsync(
            phone.MetaPhoneNumberId,
            draft.Message,
            callbackData,
            CancellationToken.None
        );
        return new SendResult
        {
            Status = StatusRules.Accepted,
            ProviderMessageId = sent.Id,
            ContactId = sent.Contacts.Count > 0 ? sent.Contacts[0].WaId : null,
        };
    }

    private MessageRow NewRow(PhoneRow phone, MessageDraft draft) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = phone.Environment,
            Channel = WhatsAppKind.Settings.Name,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = MessageDirection.Outbound,
            Source = MessageSource.Api,
            Type = draft.Type,
            Content = draft.Content,
            ContactPhone = draft.To,
            BusinessScopedUserId = draft.BusinessScopedUserId,
            Details = draft.Details.Write(),
            Status = StatusRules.Pending,
            OccurredAt = clock.GetUtcNow(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
