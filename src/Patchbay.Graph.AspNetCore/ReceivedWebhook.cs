using Microsoft.AspNetCore.Http;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.AspNetCore;

/// <summary>A webhook with a valid signature.</summary>
/// <param name="Payload">The payload.</param>
/// <param name="Body">The bytes of the body as they arrived.</param>
/// <param name="Context">The HTTP context, for route values.</param>
public sealed record ReceivedWebhook(WebhookPayload Payload, ReadOnlyMemory<byte> Body, HttpContext Context);
