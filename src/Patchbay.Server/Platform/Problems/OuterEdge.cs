using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// Catches every unexpected exception, which becomes a 500, or a 503 when storage is down, and a log line.
/// </summary>
internal sealed partial class OuterEdge(RequestDelegate next, Ids ids, Database database, ILogger<OuterEdge> logger)
{
    private static readonly Problem Unexpected =
            new(
                500,
                Codes.InternalError,
                "The server failed unexpectedly. Its log has the details under the id of this request."
            ),
        NoStorage =
            new(503, Codes.StorageUnavailable, "Storage is not available; try again in a few seconds.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };

    public async Task InvokeAsync(HttpContext http)
    {
        RequestId.Assign(http, ids);
        using var scope = Log.Request(logger, RequestId.From(http));
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            await FailAsync(http, error);
        }
    }

    private Task FailAsync(HttpContext http, Exception error)
    {
        var problem = error switch
        {
            BadHttpRequestException { StatusCode: 413 } => RequestBody.TooLarge,
            BadHttpRequestException bad => new Problem(
                bad.StatusCode,
                Codes.ValidationFailed,
                "The request is malformed."
            ),
            _ when database.IsUnavailable(error) => NoStorage,
            _ => Unexpected,
        };
        if (problem.Status >= 500)
            Log.Failed(logger, error, http.Request.Method, http.GetEndpoint()?.DisplayName);
        http.Response.Clear();
        http.Response.Headers[RequestId.Header] = RequestId.From(http);
        return problem.ExecuteAsync(http);
    }

    private static partial class Log
    {
        public static readonly Func<ILogger, string, IDisposable?> Request = LoggerMessage.DefineScope<string>(
            "{RequestId}"
        );

        [LoggerMessage(110, LogLevel.Error, "{Method} {Endpoint} failed.")]
        public static partial void Failed(ILogger logger, Exception error, string method, string? endpoint);
    }
}
