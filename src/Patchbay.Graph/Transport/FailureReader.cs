using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Patchbay.Graph;

/// <summary>
/// Turns a failed exchange into the exception that describes it, with every secret of the exchange removed.
/// </summary>
internal sealed partial class FailureReader(GraphExchange exchange, TimeProvider time)
{
    private const int _head = 512;
    private const int _longestTrace = 30;

    private string Id => exchange.Operation.Id;

    public GraphTransportException TimedOut(TrackedContent? body, Exception cause) =>
        new($"{Id} got no answer within the time-out.", cause)
        {
            Failure = GraphTransportFailure.TimedOut,
            OutcomeUnknown = MayHaveRun(body),
            IsRepeatable = exchange.Operation.IsRepeatable,
        };

    public GraphTransportException Broken(TrackedContent? body, HttpRequestException cause)
    {
        var connected =
            cause.HttpRequestError
            is not (
                HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
            );
        // The message names the kind of the cause, because the text of the cause can contain the URL.
        return new GraphTransportException($"{Id} failed before an answer arrived: {cause.HttpRequestError}.", cause)
        {
            Failure = connected ? GraphTransportFailure.Interrupted : GraphTransportFailure.NotConnected,
            OutcomeUnknown = connected && MayHaveRun(body),
            IsRepeatable = exchange.Operation.IsRepeatable,
        };
    }

    public GraphException Refused(HttpResponseMessage response, ResponseBytes bytes, GraphUsage? usage)
    {
        if (bytes.Problem is { } problem)
            return Unreadable(response, bytes, problem, null);
        var error = ReadError(bytes.Span);
        if (error is null)
            return Unreadable(response, bytes, JsonProbe.Classify(bytes.Span), null);
        error = Clean(error);
        var retryAfter = RetryAfter(response) ?? usage?.RegainAccessIn ?? GraphErrorCodes.WaitFor(error.Code);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Id} was refused with code {error.Code}{Subcode(error)} "
                + $"(HTTP {(int)response.StatusCode}, trace {error.FbtraceId ?? "none"}): {error.Message}"
        );
        return new GraphApiException(text, error)
        {
            HttpStatus = response.StatusCode,
            RetryAfter = retryAfter,
            IsRepeatable = exchange.Operation.IsRepeatable,
            Usage = usage,
        };
    }

    public GraphAnswerException Unreadable(
        HttpResponseMessage response,
        ResponseBytes bytes,
        GraphAnswerProblem problem,
        Exception? cause
    )
    {
        var head = Redaction.Clean(bytes.Head(_head), exchange.Credentials.Secrets, exchange.Secrets);
        var executed = response.IsSuccessStatusCode || response.StatusCode >= HttpStatusCode.InternalServerError;
        return new GraphAnswerException(
            $"{Id} got an answer that cannot be used ({problem}, HTTP {(int)response.StatusCode}): {head}",
            cause
        )
        {
            HttpStatus = response.StatusCode,
            Problem = problem,
            BodyHead = head,
            RetryAfter = RetryAfter(response),
            OutcomeUnknown = executed && !exchange.Operation.IsRepeatable,
            IsRepeatable = exchange.Operation.IsRepeatable,
        };
    }

    private static string Subcode(GraphError error) => error.ErrorSubcode is { } subcode ? $"/{subcode}" : "";

    private bool MayHaveRun(TrackedContent? body) => !exchange.Operation.IsRepeatable && body is not { Started: false };

    private GraphError Clean(GraphError error) =>
        error with
        {
            Message = Clean(error.Message),
            Type = Clean(error.Type),
            ErrorUserTitle = Clean(error.ErrorUserTitle),
            ErrorUserMsg = Clean(error.ErrorUserMsg),
            ErrorData = error.ErrorData is { } data ? Redaction.Clean(data, WithoutSecrets) : null,
            Href = Clean(error.Href),
            FbtraceId = TraceId(error.FbtraceId),
            AdditionalData = error.AdditionalData?.ToDictionary(
                member => member.Key,
                member => Redaction.Clean(member.Value, WithoutSecrets)
            ),
        };

    private string? Clean(string? text) => text is null ? null : WithoutSecrets(text);

    private string WithoutSecrets(string text) => Redaction.Clean(text, exchange.Credentials.Secrets, exchange.Secrets);

    /// <summary>A trace id is random, like a secret. Anything that does not have its form is removed.</summary>
    private string? TraceId(string? text) =>
        text is { Length: <= _longestTrace }
        && !exchange.Credentials.Secrets.Contains(text)
        && !exchange.Secrets.Contains(text)
        && TraceForm().IsMatch(text)
            ? text
            : null;

    private static GraphError? ReadError(ReadOnlySpan<byte> body)
    {
        var json = JsonText.Whole(body);
        try
        {
            return JsonSerializer.Deserialize(json, CoreJson.Default.GraphErrorEnvelope)?.AsError();
        }
        catch (JsonException)
        {
            return ReadLoosely(json);
        }
    }

    /// <summary>Reads an error with an odd member. Without its code it would say nothing.</summary>
    private static GraphError? ReadLoosely(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = JsonText.Reader(json);
            var answer = JsonElement.ParseValue(ref reader);
            return
                answer.ValueKind is JsonValueKind.Object
                && answer.TryGetProperty("error", out var error)
                && LooseReader.Read(error, CoreJson.Default.GraphError) is { Code: not 0 } read
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
            _ => null,
        };

    [GeneratedRegex(@"^(?!EAA|IGAA|IGQ|sk_|whsec_)[A-Za-z0-9_-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceForm();
}
