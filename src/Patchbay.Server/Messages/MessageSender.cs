using Patchbay.Graph;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Messages;

/// <summary>
/// Sends one message at most once. The row is there before the call, so that a status webhook always finds it, and a
/// lost answer leaves it as unknown rather than sending again.
/// </summary>
internal sealed partial class MessageSender(
    MetaSessions sessions, MessageStore messages, SendPacing pacing, Ids ids, TimeProvider clock, ILogger<MessageSender> logger)
{
    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(PhoneRow phone, MessageDraft draft, CancellationToken cancellation)
    {
        if (await sessions.OfAsync(phone, cancellation) is not { } meta) return (null, MetaSessions.NotUsable);
        if (await pacing.WaitAsync(phone, draft.To ?? draft.BusinessScopedUserId ?? "", cancellation) is { } tooFast) return (null, tooFast);

        var row = NewRow(phone, draft);
        await messages.InsertAsync(row, cancellation);
        // From here on the outcome is stored even if the caller goes away.
        var problem = await CallAsync(meta, phone, row, draft);
        return (await messages.FindAsync(phone.Tenant, row.Id, CancellationToken.None), problem);
    }

    private async Task<Problem?> CallAsync(GraphSession meta, PhoneRow phone, MessageRow row, MessageDraft draft)
    {
        try
        {
            // The caller's own callback data goes through untouched; ours finds the row when the answer is lost.
            var callbackData = draft.Message.ContainsKey("biz_opaque_callback_data") ? null : row.Id.ToString();
            var sent = await meta.Messages.SendRawAsync(phone.MetaPhoneNumberId, draft.Message, callbackData, CancellationToken.None);
            var contact = sent.Contacts.Count > 0 ? sent.Contacts[0].WaId : null;
            await messages.SettleAsync(phone.Tenant, row.Id, StatusRules.Accepted, sent.Id, contact, null, CancellationToken.None);
            return null;
        }
        catch (GraphException error)
        {
            Log.NotSent(logger, row.Id, error.OutcomeUnknown, (error as GraphApiException)?.Code);
            var fault = MetaProblems.FaultOf(error);
            var status = error.OutcomeUnknown ? StatusRules.Unknown : StatusRules.Failed;
            var stored = Wire.Text(new MessageError(fault?.Code, null, MetaProblems.AdviceText(error.Advice)), MessageJson.Default.MessageError);
            await messages.SettleAsync(phone.Tenant, row.Id, status, null, null, stored, CancellationToken.None);
            return error.OutcomeUnknown ? null : MetaProblems.From(error);
        }
    }

    private MessageRow NewRow(PhoneRow phone, MessageDraft draft) => new()
    {
        Id = ids.Uuid(), OrganizationId = phone.OrganizationId, Environment = phone.Environment, PhoneId = phone.Id, WabaId = phone.WabaId,
        Direction = MessageDirection.Outbound, Type = draft.Type, Content = draft.Content, ContactPhone = draft.To,
        BusinessScopedUserId = draft.BusinessScopedUserId, Status = StatusRules.Pending,
        OccurredAt = clock.GetUtcNow(), CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(),
    };

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Warning, "Message {MessageId} was not sent (outcome unknown: {OutcomeUnknown}, Meta's code: {Code}).")]
        public static partial void NotSent(ILogger logger, Guid messageId, bool outcomeUnknown, int? code);
    }
}
