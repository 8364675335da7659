using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;

namespace Patchbay.Graph;

/// <summary>
/// The only class that uses HTTP. It adds addresses, credentials and time-outs, and tells apart how an exchange fails.
/// </summary>
internal sealed class GraphTransport(HttpClient http, GraphClientOptions options, TimeProvider time)
{
    private const string _userAgent = "Patchbay.Graph/0.1";
    private readonly ResiliencePipeline? _retries = RetryRules.Build(options.Retry, time);
    private readonly string[] _roots =
    [
        .. Enum.GetValues<GraphHost>().Select(host => options.Root(host).AbsoluteUri.TrimEnd('/') + '/'),
    ];
    private readonly string[] _versioned =
    [
        .. Enum.GetValues<GraphHost>()
            .Select(host => $"{options.Root(host).AbsoluteUri.TrimEnd('/')}/{options.Version}/"),
    ];

    public GraphClientOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>Returns the part of the URL before an operation's path.</summary>
    public string Root(GraphOperation operation) =>
        (operation.IsVersionless ? _roots : _versioned)[(int)operation.Host];

    public async Task<GraphResponse<T>> SendAsync<T>(
        GraphExchange exchange,
        JsonTypeInfo<T> answerType,
        CancellationToken cancellationToken
    )
    {
        var first = SendOnceAsync(exchange, answerType, cancellationToken);
        try
        {
            return await first.ConfigureAwait(false);
        }
        catch (GraphException failure)
            when (_retries is not null && !exchange.IsOneShot && RetryRules.MayRepeat(failure, options.Retry))
        {
            return await RepeatAsync(first, exchange, answerType, _retries, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Retries after a failed first try, which enters the pipeline as its first outcome. Most calls succeed at once and
    /// avoid the cost of the pipeline.
    /// </summary>
    private async Task<GraphResponse<T>> RepeatAsync<T>(
        Task<GraphResponse<T>> failed,
        GraphExchange exchange,
        JsonTypeInfo<T> answerType,
        ResiliencePipeline retries,
        CancellationToken cancellationToken
    )
    {
        Task<GraphResponse<T>>? first = failed;
        return await retries
            .ExecuteAsync(
                token => new ValueTask<GraphResponse<T>>(
                    Interlocked.Exchange(ref first, null) ?? SendOnceAsync(exchange, answerType, token)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<GraphResponse<T>> SendOnceAsync<T>(
        GraphExchange exchange,
        JsonTypeInfo<T> answerType,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new Deadline(exchange.Timeout ?? options.Timeout, time, cancellationToken);
        TrackedContent? body = null;
        try
        {
            body = exchange.MakeBody();
            using var request = Prepare(exchange, body);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token)
                .ConfigureAwait(false);
            using var bytes = await ResponseBytes
                .ReadAsync(response.Content, options.MaxResponseBytes, deadline.Token)
                .ConfigureAwait(false);
            return Understand(exchange, answerType, response, bytes);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures(exchange).TimedOut(body, cause);
        }
        catch (HttpRequestException cause)
        {
            throw Failures(exchange).Broken(body, cause);
        }
        finally
        {
            body?.Dispose();
        }
    }

    /// <summary>
    /// Sends a request and leaves the body of a successful answer unread. The caller streams and disposes it.
    /// </summary>
    public async Task<HttpResponseMessage> OpenAsync(GraphExchange exchange, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(exchange.Timeout ?? options.MediaTimeout, time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            using var request = Prepare(exchange, null);
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token)
                .ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;
            throw await RefusedAsync(exchange, response, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures(exchange).TimedOut(null, cause);
        }
        catch (HttpRequestException cause)
        {
            throw Failures(exchange).Broken(null, cause);
        }
        finally
        {
            if (response is { IsSuccessStatusCode: false })
                response.Dispose();
        }
    }

    private async Task<GraphException> RefusedAsync(
        GraphExchange exchange,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        using var bytes = await ResponseBytes
            .ReadAsync(response.Content, options.MaxResponseBytes, cancellationToken)
            .ConfigureAwait(false);
        return Failures(exchange).Refused(response, bytes, GraphUsage.Read(response.Headers));
    }

    private static HttpRequestMessage Prepare(GraphExchange exchange, TrackedContent? body)
    {
        var request = new HttpRequestMessage(exchange.Operation.Method, exchange.Address) { Content = body };
        request.Headers.Authorization = exchange.Credentials.Header;
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        exchange.Prepare?.Invoke(request);
        return request;
    }

    private GraphResponse<T> Understand<T>(
        GraphExchange exchange,
        JsonTypeInfo<T> answerType,
        HttpResponseMessage response,
        ResponseBytes bytes
    )
    {
        var usage = GraphUsage.Read(response.Headers);
        if (usage is not null)
            options.UsageReported?.Invoke(usage);
        if (bytes.Problem is { } problem)
            throw Failures(exchange).Unreadable(response, bytes, problem, null);
        if (!response.IsSuccessStatusCode && !IsPartial(exchange.Operation, bytes))
            throw Failures(exchange).Refused(response, bytes, usage);
        // Meta answers some calls that need only a confirmation with 204 and no body.
        var answer =
            response.StatusCode is HttpStatusCode.NoContent && new Acknowledgement { Success = true } is T yes
                ? yes
                : Read(exchange, answerType, response, bytes);
        return new GraphResponse<T>(answer, (int)response.StatusCode, usage, TraceHeader(response));
    }

    private T Read<T>(
        GraphExchange exchange,
        JsonTypeInfo<T> answerType,
        HttpResponseMessage response,
        ResponseBytes bytes
    )
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, answerType)
                ?? throw Failures(exchange).Unreadable(response, bytes, GraphAnswerProblem.WrongShape, null);
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException)
        {
            throw Failures(exchange).Unreadable(response, bytes, JsonProbe.Classify(bytes.Span), cause);
        }
    }

    private FailureReader Failures(GraphExchange exchange) => new(exchange, time);

    private static bool IsPartial(GraphOperation operation, ResponseBytes bytes) =>
        operation.PartialMember is { } member && JsonProbe.HasRootMember(bytes.Span, member);

    private static string? TraceHeader(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-fb-trace-id", out var values) ? values.FirstOrDefault() : null;
}
