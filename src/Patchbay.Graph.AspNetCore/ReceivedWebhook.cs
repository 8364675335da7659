using Microsoft.AspNetCore.Http;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.AspNetCore;

/// <summary>A webhook whose signature fits.</summary>
/// <param name="Payload">What it says.</param>
/// <param name="Body">Its bytes as they came.</param>
/// <param name="Context">The request, for route values.</param>
public sealed record ReceivedWebhook(WebhookPayload Payload, ReadOnlyMemory<byte> Body, HttpContext Context);
