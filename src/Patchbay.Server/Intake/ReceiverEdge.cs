using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Intake;

/// <summary>What stands around the addresses where webhooks come in: they are called straight from the routing, past all that stands around other routes.</summary>
internal sealed partial class ReceiverEdge(Ids ids, Instruments instruments, ILogger<ReceiverEdge> logger)
{
    public static readonly Problem WrongSignature = new(403, "signature_invalid", "The signature does not match."),
        NotStored =
            new(503, Codes.StorageUnavailable, "The events could not be stored; send them again.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };

    /// <summary>What nobody expected is a 503, so that Meta sends the events again.</summary>
    public RequestDelegate Guard(RequestDelegate receive) =>
        async http =>
        {
            try
            {
                await receive(http);
            }
            catch (Exception error)
                when (error is not BadHttpRequestException
                    && !http.RequestAborted.IsCancellationRequested
                    && !http.Response.HasStarted
                )
            {
                Log.Failed(logger, error);
                await RefuseAsync(http, NotStored);
            }
        };

    /// <param name="http">The request.</param>
    /// <param name="fault">What stood in the way of its body.</param>
    /// <param name="notStored">What is answered when there is no room for it.</param>
    public Task RefuseAsync(HttpContext http, BodyFault fault, Problem notStored) =>
        RefuseAsync(http, fault == BodyFault.TooLarge ? RequestBody.TooLarge : notStored);

    public Task RefuseAsync(HttpContext http, Problem problem)
    {
        instruments.Refused(problem.Code);
        RequestId.Assign(http, ids); // only here: most are taken, and nobody asks for theirs
        return problem.ExecuteAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(401, LogLevel.Error, "A webhook could not be taken in.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
