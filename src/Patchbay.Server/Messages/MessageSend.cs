using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Messages;

/// <summary>What Meta answered to a send: its id of the message and, of WhatsApp, of the person.</summary>
internal sealed record AcceptedMessage(string? Id, string? ContactId);

/// <summary>
/// Sends one message at most once, on every channel alike. The row is there before the call, so that what Meta tells of
/// the message always finds it, and a lost answer leaves it as unknown rather than sending again.
/// </summary>
internal sealed partial class MessageSend(MessageStore messages, ILogger<MessageSend> logger)
{
    public async Task<(MessageRow? Row, Problem? Problem)> RunAsync(
        MessageRow row,
        Func<Task<AcceptedMessage>> call,
        Func<GraphException, Problem> explain,
        CancellationToken cancellation
    )
    {
        await messages.InsertAsync(row, cancellation);
        // From here on the outcome is stored even if the caller goes away.
        var problem = await CallAsync(row, call, explain);
        return (await messages.FindAsync(row.Tenant, row.Id, CancellationToken.None), problem);
    }

    private async Task<Problem?> CallAsync(
        MessageRow row,
        Func<Task<AcceptedMessage>> call,
        Func<GraphException, Problem> explain
    )
    {
        try
        {
            var accepted = await call();
            await messages.SettleAsync(
                row,
                StatusRules.Accepted,
                accepted.Id,
                accepted.ContactId,
                null,
                CancellationToken.None
            );
            return null;
        }
        catch (GraphException error)
        {
            Log.NotSent(logger, row.Id, error.OutcomeUnknown, (error as GraphApiException)?.Code);
            var fault = MetaProblems.FaultOf(error);
            var status = error.OutcomeUnknown ? StatusRules.Unknown : StatusRules.Failed;
            var stored = Wire.Text(
                new MessageError(fault?.Code, null, MetaProblems.AdviceText(error.Advice)),
                MessageJson.Default.MessageError
            );
            await messages.SettleAsync(row, status, null, null, stored, CancellationToken.None);
            return error.OutcomeUnknown ? null : explain(error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            300,
            LogLevel.Warning,
            "Message {MessageId} was not sent (outcome unknown: {OutcomeUnknown}, Meta's code: {Code})."
        )]
        public static partial void NotSent(ILogger logger, Guid messageId, bool outcomeUnknown, int? code);
    }
}
