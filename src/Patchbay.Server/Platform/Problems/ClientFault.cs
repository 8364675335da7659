using Microsoft.AspNetCore.Connections;

namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// A request that its sender broke: malformed, too slow or broken off. It is counted and is no error of the server.
/// </summary>
/// <param name="Reason">One of a fixed list, for the metric.</param>
/// <param name="Answer">The answer; null when the sender has gone.</param>
internal sealed record ClientFault(string Reason, Problem? Answer)
{
    private static readonly ClientFault Gone = new("broken_off", Answer: null),
        TooLarge = new("too_large", RequestBody.TooLarge),
        TooSlow = new("too_slow", new Problem(408, Codes.RequestTimeout, "The body arrived too slowly.")),
        Malformed = new("malformed", new Problem(400, Codes.ValidationFailed, "The request is malformed."));

    /// <summary>Returns the sender's fault behind an error; null when the error is the server's.</summary>
    public static ClientFault? Of(Exception error, HttpContext http) =>
        error switch
        {
            _ when IsGone(error, http) => Gone,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge,
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => TooSlow,
            BadHttpRequestException => Malformed,
            _ => null,
        };

    /// <summary>Whether an error says that the sender has closed the connection.</summary>
    public static bool IsGone(Exception error, HttpContext http) =>
        error is ConnectionResetException or ConnectionAbortedException
        || (
            http.RequestAborted.IsCancellationRequested
            && error is OperationCanceledException or IOException and not BadHttpRequestException
        );
}
