using System.Net;

namespace Patchbay.Graph;

/// <summary>What to do about a failure.</summary>
public enum GraphAdvice
{
    /// <summary>The failure is final for this request: repeating it changes nothing.</summary>
    DoNotRetry,

    /// <summary>Correct something first: an argument, a setting, a permission or a payment method.</summary>
    Fix,

    /// <summary>Repeat later, not before <see cref="GraphException.RetryAfter"/> when that is set.</summary>
    Wait,

    /// <summary>The token is no longer valid. Connect the account again.</summary>
    NewToken,
}

/// <summary>A call that did not succeed.</summary>
/// <remarks>Its message and properties never contain a token or an app secret.</remarks>
public abstract class GraphException : Exception
{
    private protected GraphException(string message, Exception? cause)
        : base(message, cause) { }

    /// <summary>True when Meta may have carried out the request although no usable answer came.</summary>
    /// <remarks>
    /// Repeating the request could carry it out twice; for a message, wait for a status webhook with your callback
    /// data.
    /// </remarks>
    public bool OutcomeUnknown { get; internal init; }

    /// <summary>Whether the failed operation has no further effect when called twice.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>What to do about the failure.</summary>
    public abstract GraphAdvice Advice { get; }

    /// <summary>Whether the same request is expected to succeed later.</summary>
    public abstract bool IsTransient { get; }

    /// <summary>Shortest wait before the next try, when Meta's answer or the error code gives it.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}

/// <summary>Meta answered with an error.</summary>
public sealed class GraphApiException : GraphException
{
    internal GraphApiException(string message, GraphError error)
        : base(message, null) => Error = error;

    /// <summary>Meta's error, with secrets removed.</summary>
    public GraphError Error { get; }

    /// <summary>Meta's error code.</summary>
    /// <remarks>Build on this and <see cref="Subcode"/>, not on texts.</remarks>
    public int Code => Error.Code;

    /// <summary>Meta's error sub-code.</summary>
    /// <remarks>Many token, template and management errors differ only in it.</remarks>
    public int? Subcode => Error.ErrorSubcode;

    /// <summary>Trace id to quote to Meta's support.</summary>
    public string? FbTraceId => Error.FbtraceId;

    /// <summary>HTTP status.</summary>
    /// <remarks>Meta answers some rate limits with 400, so do not build on it.</remarks>
    public HttpStatusCode HttpStatus { get; internal init; }

    /// <summary>Usage of the call limits, when Meta reported it.</summary>
    public GraphUsage? Usage { get; internal init; }

    /// <inheritdoc/>
    public override GraphAdvice Advice => GraphErrorCodes.AdviceFor(Error);

    /// <inheritdoc/>
    public override bool IsTransient => Advice is GraphAdvice.Wait;
}

/// <summary>How an exchange failed before an answer arrived.</summary>
public enum GraphTransportFailure
{
    /// <summary>No connection was made: nothing was sent.</summary>
    NotConnected,

    /// <summary>The connection broke after the request was started.</summary>
    Interrupted,

    /// <summary>No answer arrived within <see cref="GraphClientOptions.Timeout"/>.</summary>
    TimedOut,
}

/// <summary>The exchange failed: no answer arrived.</summary>
public sealed class GraphTransportException : GraphException
{
    internal GraphTransportException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>How the exchange failed.</summary>
    public GraphTransportFailure Failure { get; internal init; }

    /// <inheritdoc/>
    public override GraphAdvice Advice => OutcomeUnknown ? GraphAdvice.DoNotRetry : GraphAdvice.Wait;

    /// <inheritdoc/>
    public override bool IsTransient => !OutcomeUnknown;
}

/// <summary>Why an answer could not be used.</summary>
public enum GraphAnswerProblem
{
    /// <summary>The body is not JSON: often it is empty, or an error page from the edge of Meta's network.</summary>
    NotJson,

    /// <summary>The body ends too early.</summary>
    CutOff,

    /// <summary>The body is longer than <see cref="GraphClientOptions.MaxResponseBytes"/>.</summary>
    TooLarge,

    /// <summary>The body is JSON, but not of the documented shape.</summary>
    WrongShape,
}

/// <summary>An answer arrived but cannot be used.</summary>
public sealed class GraphAnswerException : GraphException
{
    internal GraphAnswerException(string message, Exception? cause)
        : base(message, cause) { }

    /// <summary>HTTP status.</summary>
    public HttpStatusCode HttpStatus { get; internal init; }

    /// <summary>What is wrong with the body.</summary>
    public GraphAnswerProblem Problem { get; internal init; }

    /// <summary>The first 512 bytes of the body, with secrets removed.</summary>
    public string BodyHead { get; internal init; } = "";

    /// <inheritdoc/>
    public override GraphAdvice Advice => IsTransient ? GraphAdvice.Wait : GraphAdvice.DoNotRetry;

    /// <inheritdoc/>
    public override bool IsTransient => HttpStatus >= HttpStatusCode.InternalServerError && !OutcomeUnknown;
}
