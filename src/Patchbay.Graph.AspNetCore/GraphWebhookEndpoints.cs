using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.AspNetCore;

/// <summary>Maps callback URLs for Meta's webhooks.</summary>
public static class GraphWebhookEndpoints
{
    /// <summary>
    /// Maps a callback URL: GET answers Meta's handshake, POST checks the signature over the raw bytes and passes the
    /// payload to the handler.
    /// </summary>
    /// <param name="routes">The routes to map to.</param>
    /// <param name="pattern">The path of the callback URL.</param>
    /// <param name="configure">Sets the verify token and the app secrets.</param>
    /// <param name="handle">Handles each webhook.</param>
    /// <remarks>
    /// POST answers 200 after the handler, 401 for a wrong signature, 413 for a body that is too large, and 400 for a
    /// body that is not a webhook. When the handler throws, Meta delivers the webhook again. Store first and work
    /// later, because Meta expects an answer within a quarter of a second.
    /// </remarks>
    public static IEndpointConventionBuilder MapGraphWebhook(
        this IEndpointRouteBuilder routes,
        string pattern,
        Action<GraphWebhookOptions> configure,
        Func<ReceivedWebhook, CancellationToken, Task> handle
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(handle);
        var options = new GraphWebhookOptions();
        configure(options);
        return routes.MapMethods(
            pattern,
            [HttpMethods.Get, HttpMethods.Post],
            context =>
                HttpMethods.IsGet(context.Request.Method)
                    ? GreetAsync(context, options)
                    : ReceiveAsync(context, options, handle)
        );
    }

    private static async Task GreetAsync(HttpContext context, GraphWebhookOptions options)
    {
        var query = context.Request.Query;
        var answer = WebhookHandshake.Answer(
            query["hub.mode"],
            query["hub.verify_token"],
            query["hub.challenge"],
            await options.VerifyToken(context).ConfigureAwait(false)
        );
        context.Response.StatusCode = answer is null ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
        if (answer is null)
            return;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ReceiveAsync(
        HttpContext context,
        GraphWebhookOptions options,
        Func<ReceivedWebhook, CancellationToken, Task> handle
    )
    {
        var body = await ReadAsync(context.Request, options.MaxBytes, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else if (!await IsSignedAsync(context, options, body).ConfigureAwait(false))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (Parse(body) is not { } payload)
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else
            await handle(new(payload, body, context), context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
            return null;
        using var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static async ValueTask<bool> IsSignedAsync(HttpContext context, GraphWebhookOptions options, byte[] body)
    {
        var header = context.Request.Headers[WebhookSignature.HeaderName].ToString();
        foreach (var secret in await options.AppSecrets(context).ConfigureAwait(false))
            if (WebhookSignature.IsValid(body, header, secret))
                return true;
        return false;
    }

    private static WebhookPayload? Parse(byte[] body)
    {
        try
        {
            return WebhookParser.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
