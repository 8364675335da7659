using System.Net;

namespace Patchbay.Graph;

/// <summary>What to do about a failure.</summary>
public enum GraphAdvice
{
    /// <summary>Final for this request: repeating it changes nothing.</summary>
    DoNotRetry,

    /// <summary>Something must be put right first: an argument, a setting, a permission, a payment method.</summary>
    Fix,

    /// <summary>Repeat later, not before <see cref="GraphException.RetryAfter"/> when that is known.</summary>
    Wait,

    /// <summary>The token is no longer good: the account must be connected again.</summary>
    NewToken,
}

/// <summary>A call that did not succeed. Its message and properties never hold a token or an app secret.</summary>
public abstract class GraphException : Exception
{
    private protected GraphException(string message, Exception? cause)
        : base(message, cause) { }

    /// <summary>
    /// True when the request may have been carried out although no usable answer came. Repeating it could do it twice;
    /// for a message, wait for a status webhook that carries your callback data.
    /// </summary>
    public bool OutcomeUnknown { get; internal init; }

    /// <summary>Whether the operation that failed does no more when called twice.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>What to do about it.</summary>
    public abstract GraphAdvice Advice { get; }

    /// <summary>Whether the same request is expected to succeed later.</summary>
    public abstract bool IsTransient { get; }

    /// <summary>The shortest wait before another try, when Meta's answer or the code tells it.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}

/// <summary>Meta answered with an error.</summary>
public sealed class GraphApiException : GraphException
{
    internal GraphApiException(string message, GraphError error)
        : base(message, null) => Error = error;

    /// <summary>Meta's error as it came, less any secret.</summary>
    public GraphError Error { get; }

    /// <summary>Meta's code; build on this and <see cref="Subcode"/>, not on texts.</summary>
    public int Code => Error.Code;

    /// <summary>Meta's sub-code: the only discriminator of many token, template and management errors.</summary>
    public int? Subcode => Error.ErrorSubcode;

    /// <summary>Quote this to Meta's support.</summary>
    public string? FbTraceId => Error.FbtraceId;

    /// <summary>The HTTP status. Throttles come as 400, so do not build on it.</summary>
    public HttpStatusCode HttpStatus { get; internal init; }

    /// <summary>The limits' usage, when it was reported.</summary>
    public GraphUsage? Usage { get; internal init; }

    /// <inheritdoc/>
    public override GraphAdvice Advice => GraphErrorCodes.AdviceFor(Error);

    /// <inheritdoc/>
    public override bool IsTransient => Advice is GraphAdvice.Wait;
}

/// <summary>How an exchange failed before an answer came.</summary>
public enum GraphTransportFailure
{
    /// <summary>No connection: nothing was sent.</summary>
    NotConnected,

    /// <summary>The connection broke after the request had begun.</summary>
    Interrupted,

    /// <summary>No answer within <see cref="GraphClientOptions.Timeout"/>.</summary>
    TimedOut,
}

/// <summary>The exchange failed: no answer came.</summary>
public sealed class GraphTransportException : GraphException
{
    internal GraphTransportException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>How it failed.</summary>
    public GraphTransportFailure Failure { get; internal init; }

    /// <inheritdoc/>
    public override GraphAdvice Advice => OutcomeUnknown ? GraphAdvice.DoNotRetry : GraphAdvice.Wait;

    /// <inheritdoc/>
    public override bool IsTransient => !OutcomeUnknown;
}

/// <summary>Why an answer could not be used.</summary>
public enum GraphAnswerProblem
{
    /// <summary>The body is not JSON: often an error page from the edge of Meta's network, or empty.</summary>
    NotJson,

    /// <summary>The body ends too early.</summary>
    CutOff,

    /// <summary>The body is longer than <see cref="GraphClientOptions.MaxResponseBytes"/>.</summary>
    TooLarge,

    /// <summary>JSON, but not of the documented shape.</summary>
    WrongShape,
}

/// <summary>An answer came but cannot be used.</summary>
public sealed class GraphAnswerException : GraphException
{
    internal GraphAnswerException(string message, Exception? cause)
        : base(message, cause) { }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode HttpStatus { get; internal init; }

    /// <summary>What is wrong with the body.</summary>
    public GraphAnswerProblem Problem { get; internal init; }

    /// <summary>The first 512 bytes of the body, less any secret.</summary>
    public string BodyHead { get; internal init; } = "";

    /// <inheritdoc/>
    public override GraphAdvice Advice => IsTransient ? GraphAdvice.Wait : GraphAdvice.DoNotRetry;

    /// <inheritdoc/>
    public override bool IsTransient => HttpStatus >= HttpStatusCode.InternalServerError && !OutcomeUnknown;
}
