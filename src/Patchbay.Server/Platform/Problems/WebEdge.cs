using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// The outermost part, before routing, for hooks and all other routes. It sets the headers of every answer, answers
/// HEAD wherever GET is answered, refuses encoded bodies, and answers requests that their sender broke.
/// </summary>
internal sealed partial class WebEdge(
    RequestDelegate next,
    AnswerHeaders headers,
    Ids ids,
    Instruments instruments,
    ILogger<WebEdge> logger
)
{
    private static readonly Problem Encoded = new(
        StatusCodes.Status415UnsupportedMediaType,
        Codes.UnsupportedEncoding,
        "Send the body without a Content-Encoding."
    );

    public async Task InvokeAsync(HttpContext http)
    {
        Urgency.Begin();
        headers.Set(http.Response);
        try
        {
            await (IsEncoded(http.Request) ? RefuseEncodedAsync(http) : GoOnAsync(http));
        }
        catch (Exception error) when (ClientFault.Of(error, http) is not null)
        {
            await AnswerAsync(http, error);
        }
    }

    private Task GoOnAsync(HttpContext http)
    {
        var request = http.Request;
        // Routing looks at the method's name. Kestrel remembers the method itself, and sends no body.
        if (HttpMethods.IsHead(request.Method))
            request.Method = HttpMethods.Get;
        if (request.Headers.TransferEncoding.Count > 0)
            request.Body = new ClientStream(request.Body);
        return next(http);
    }

    private Task RefuseEncodedAsync(HttpContext http)
    {
        RequestId.Assign(http, ids);
        http.Response.Headers.AcceptEncoding = "identity";
        return Encoded.ExecuteAsync(http);
    }

    private async Task AnswerAsync(HttpContext http, Exception error)
    {
        if (ClientFault.Of(error, http) is not { } fault)
            return;
        instruments.Broken(fault.Reason);
        Log.Broken(logger, error, fault.Reason);
        if (http.Response.HasStarted)
            return;
        http.Response.Clear();
        headers.Set(http.Response);
        RequestId.Ensure(http, ids);
        if (fault.Answer is not { } answer)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        try
        {
            await answer.ExecuteAsync(http);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The sender does not wait for the answer.
        }
    }

    private static bool IsEncoded(HttpRequest request)
    {
        foreach (var encoding in request.Headers.ContentEncoding)
        {
            if (!string.IsNullOrEmpty(encoding) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(111, LogLevel.Debug, "A request was broken by its sender: {Reason}.")]
        public static partial void Broken(ILogger logger, Exception error, string reason);
    }
}
