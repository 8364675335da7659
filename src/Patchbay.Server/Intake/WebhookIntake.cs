using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Intake;

/// <summary>
/// Receives the webhooks of every <see cref="WebhookRoute"/>: reads the body, checks the signature, stores and answers.
/// </summary>
internal sealed partial class WebhookIntake(
    BodyBudget budget,
    HookLimits limits,
    Ids ids,
    Instruments instruments,
    ILogger<WebhookIntake> logger
)
{
    public async Task ReceiveAsync(HttpContext http, WebhookRoute route)
    {
        if (limits.BeforeBody(http) is { } tooMany)
        {
            await RefuseAsync(http, route, tooMany);
            return;
        }
        using var body = new PooledBody(budget);
        try
        {
            var result = await body.ReadAsync(http.Request, route.BodyLimit) is { } fault
                ? WebhookResult.AnsweredWith(fault == BodyFault.TooLarge ? RequestBody.TooLarge : route.NotStored)
                : await TakeAsync(route, new(http, body.Bytes));
            await AnswerAsync(http, route, result);
        }
        catch (Exception error) when (route.IsShortCircuit && IsUnexpected(error, http))
        {
            // With a 503, Meta sends the events again.
            RequestId.Ensure(http, ids);
            using (RequestId.Scope(logger, http))
                Log.Failed(logger, error);
            await RefuseAsync(http, route, WebhookRoute.EventsNotStored);
        }
    }

    private async ValueTask<WebhookResult> TakeAsync(WebhookRoute route, WebhookRequest request)
    {
        var result = await route.TakeAsync(request);
        limits.Checked(request.Http, isSigned: !ReferenceEquals(result.Answer, route.NotSigned));
        return result;
    }

    private Task AnswerAsync(HttpContext http, WebhookRoute route, WebhookResult result) =>
        result switch
        {
            { Answer: Problem problem } => RefuseAsync(http, route, problem),
            { Answer: { } answer } => answer.ExecuteAsync(http),
            { IsStored: false } => RefuseAsync(http, route, route.NotStored),
            _ when route.Answer.IsEmpty => Task.CompletedTask,
            _ => JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, route.Answer),
        };

    private Task RefuseAsync(HttpContext http, WebhookRoute route, Problem problem)
    {
        instruments.Refused(problem.Code);
        if (route.IsShortCircuit)
            RequestId.Ensure(http, ids); // Only refusals need an id; the hot path makes none.
        return problem.ExecuteAsync(http);
    }

    private static bool IsUnexpected(Exception error, HttpContext http) =>
        ClientFault.Of(error, http) is null && !http.Response.HasStarted;

    private static partial class Log
    {
        [LoggerMessage(401, LogLevel.Error, "A webhook could not be received; its sender is asked to send it again.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
