using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <summary>The result of one call to a provider.</summary>
internal sealed record SendResult
{
    /// <summary>
    /// One of <see cref="StatusRules"/>: accepted, sent, failed, or unknown when the answer was lost.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The provider's id of the message; null when it gave none or the row has it already.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>The provider's id of the person, where the answer names it.</summary>
    public string? ContactId { get; init; }
    public MessageError? Error { get; init; }

    /// <summary>The refusal for the caller; null when the message may be on its way.</summary>
    public Problem? Problem { get; init; }
}

/// <summary>
/// Sends one message at most once, on every channel alike. The row is stored before the call, so that webhooks about
/// the message find it, and a lost answer leaves it unknown instead of sending again.
/// </summary>
internal sealed partial class MessageSend(MessageStore messages, Database database, ILogger<MessageSend> logger)
{
    /// <param name="row">The row of the message, which is pending.</param>
    /// <param name="call">Makes one call to the provider. It throws nothing that the provider can cause.</param>
    /// <param name="cancellation">
    /// Ends the run before the call. After the call, the outcome is stored even if the caller goes away.
    /// </param>
    /// <param name="tell">
    /// Runs in the transaction that stores a success; null where a webhook reports the success.
    /// </param>
    public async Task<Outcome<MessageRow>> RunAsync(
        MessageRow row,
        Func<Task<SendResult>> call,
        CancellationToken cancellation,
        Func<DbSession, Task>? tell = null
    )
    {
        await messages.InsertAsync(row, cancellation);
        var result = await call();
        if (result.Error is { } error)
            Log.NotSent(logger, row.Id, result.Status, error.Code, error.Title);
        await SettleAsync(row, result, tell);
        if (result.Problem is { } problem)
            return problem;
        return await messages.FindAsync(row.Tenant, row.Id, CancellationToken.None) ?? row;
    }

    private async Task SettleAsync(MessageRow row, SendResult result, Func<DbSession, Task>? tell)
    {
        var error = result.Error is { } given ? Wire.Text(given, MessageJson.Default.MessageError) : null;
        if (tell is null)
        {
            await messages.SettleAsync(
                row,
                result.Status,
                result.ProviderMessageId,
                result.ContactId,
                error,
                CancellationToken.None
            );
            return;
        }
        await database.WriteAsync(
            async session =>
            {
                if (await messages.SettleAsync(session, row, result.Status, error) && error is null)
                    await tell(session);
            },
            CancellationToken.None
        );
    }

    /// <summary>Calls Meta and reads its refusals; <paramref name="explain"/> words them for the caller.</summary>
    public static async Task<SendResult> CallMetaAsync(
        Func<Task<SendResult>> call,
        Func<GraphException, Problem> explain
    )
    {
        try
        {
            return await call();
        }
        catch (GraphException error)
        {
            var fault = MetaProblems.FaultOf(error);
            return new SendResult
            {
                Status = error.OutcomeUnknown ? StatusRules.Unknown : StatusRules.Failed,
                Error = new MessageError(fault?.Code, fault?.Title, MetaProblems.AdviceText(error.Advice))
                {
                    Details = fault?.Details ?? fault?.UserMessage,
                    Href = fault?.Href,
                },
                Problem = error.OutcomeUnknown ? null : explain(error),
            };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            300,
            LogLevel.Warning,
            "Message {MessageId} was not sent (status: {Status}, provider's code: {Code}, reason: {Reason})."
        )]
        public static partial void NotSent(ILogger logger, Guid messageId, string status, int? code, string? reason);
    }
}
