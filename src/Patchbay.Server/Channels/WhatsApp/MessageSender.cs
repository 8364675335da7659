using Patchbay.Graph;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Sends from a WhatsApp number, at the rates that Meta allows.</summary>
internal sealed class MessageSender(
    MetaSessions sessions,
    MessageSend send,
    SendPacing pacing,
    Ids ids,
    TimeProvider clock
)
{
    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(
        PhoneRow phone,
        MessageDraft draft,
        CancellationToken cancellation
    )
    {
        if (await sessions.OfAsync(phone, cancellation) is not { } meta)
            return (null, MetaSessions.NotUsable);
        if (await pacing.WaitAsync(phone, draft.To ?? draft.BusinessScopedUserId ?? "", cancellation) is { } tooFast)
            return (null, tooFast);
        var row = NewRow(phone, draft);
        return await send.RunAsync(row, () => CallAsync(meta, phone, row, draft), MetaProblems.From, cancellation);
    }

    private static async Task<AcceptedMessage> CallAsync(
        GraphSession meta,
        PhoneRow phone,
        MessageRow row,
        MessageDraft draft
    )
    {
        // The caller's own callback data goes through untouched; ours finds the row when the answer is lost.
        var callbackData = draft.Message.ContainsKey("biz_opaque_callback_data") ? null : row.Id.ToString();
        var sent = await meta.Messages.SendRawAsync(
            phone.MetaPhoneNumberId,
            draft.Message,
            callbackData,
            CancellationToken.None
        );
        return new(sent.Id, sent.Contacts.Count > 0 ? sent.Contacts[0].WaId : null);
    }

    private MessageRow NewRow(PhoneRow phone, MessageDraft draft) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = phone.Environment,
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Direction = MessageDirection.Outbound,
            Type = draft.Type,
            Content = draft.Content,
            ContactPhone = draft.To,
            BusinessScopedUserId = draft.BusinessScopedUserId,
            Status = StatusRules.Pending,
            OccurredAt = clock.GetUtcNow(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
