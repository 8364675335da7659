using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// Catches every unexpected exception, which becomes a 500, or a 503 when storage is down, and a log line.
/// </summary>
internal sealed partial class OuterEdge(
    RequestDelegate next,
    Ids ids,
    AnswerHeaders headers,
    Database database,
    ILogger<OuterEdge> logger
)
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
        using var scope = RequestId.Scope(logger, http);
        try
        {
            await next(http);
        }
        // The outermost part answers requests that their sender broke.
        catch (Exception error) when (ClientFault.Of(error, http) is null && !http.Response.HasStarted)
        {
            await FailAsync(http, error);
        }
    }

    private Task FailAsync(HttpContext http, Exception error)
    {
        var problem =
            database.IsUnavailable(error) ? NoStorage
            : error is UnreadableSecretException ? UnreadableSecretException.Answer
            : Unexpected;
        Log.Failed(logger, error, http.Request.Method, http.GetEndpoint()?.DisplayName);
        http.Response.Clear();
        headers.Set(http.Response);
        http.Response.Headers[RequestId.Header] = RequestId.From(http);
        return problem.ExecuteAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Error, "{Method} {Endpoint} failed.")]
        public static partial void Failed(ILogger logger, Exception error, string method, string? endpoint);
    }
}
