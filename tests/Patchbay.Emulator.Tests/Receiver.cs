using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests;

/// <summary>Receives the emulator's webhooks, and answers challenges with the right token.</summary>
internal sealed class Receiver : HttpMessageHandler
{
    private readonly ConcurrentQueue<Webhook> _received = new();

    /// <summary>The statuses that answer the next webhooks.</summary>
    public Func<HttpRequestMessage, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.OK;

    /// <summary>The body of the answers.</summary>
    public string Body { get; set; } = "";

    public IReadOnlyList<Webhook> All => [.. _received];

    public IReadOnlyList<string> Statuses(string messageId) =>
        [
            .. All.SelectMany(w => w.Values("messages"))
                .Where(v => v["statuses"] is not null)
                .Select(v => v["statuses"]![0]!)
                .Where(s => (string)s["id"]! == messageId)
                .Select(s => (string)s["status"]!),
        ];

    public IReadOnlyList<JsonNode> Of(string field) => [.. All.SelectMany(w => w.Values(field))];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Method == HttpMethod.Get)
            return Challenge(request.RequestUri!);
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        _received.Enqueue(
            new Webhook(request.RequestUri!, body, Header(request, "X-Hub-Signature-256"))
            {
                Provider = Header(request, "X-Webhook-Signature"),
            }
        );
        return new HttpResponseMessage(Answer(request)) { Content = new StringContent(Body) };
    }

    private static HttpResponseMessage Challenge(Uri address)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        return query["hub.verify_token"] == "right"
            ? new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(query["hub.challenge"].ToString()),
            }
            : new HttpResponseMessage(HttpStatusCode.Forbidden);
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

internal sealed record Webhook(Uri Url, byte[] Body, string? Signature)
{
    /// <summary>The signature of a payment provider.</summary>
    public string? Provider { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public IEnumerable<JsonNode> Values(string field) =>
        Json["entry"]!
            .AsArray()
            .SelectMany(e => e!["changes"]?.AsArray() ?? [])
            .Where(c => (string)c!["field"]! == field)
            .Select(c => c!["value"]!);

    public bool IsSignedWith(string secret) =>
        Signature == "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body));
}
