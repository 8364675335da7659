using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Graph.Messages;

namespace Patchbay.Bench;

/// <summary>Sends a text message by hand and with the client.</summary>
internal sealed class SendComparison : IDisposable
{
    private const string _token = "fake-token-for-benchmarks";
    private static readonly string Body = """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+15550002222","type":"text",
        "text":{"body":"Your order is on its way."}}
        """.ReplaceLineEndings("");

    private readonly HttpClient _bare = new();
    private readonly HttpClient _http = new();
    private readonly Uri _messages;
    private readonly GraphSession _session;
    private readonly Recipient _to = Recipient.Phone("+15550002222");

    public SendComparison(Uri sink)
    {
        _messages = new(sink, "/v23.0/106540352242922/messages");
        _session = new GraphClient(_http, new() { BaseAddress = sink }).As(_token);
    }

    public async ValueTask BareAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _messages);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        using var response = await _bare.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Require(answer.RootElement.GetProperty("messages")[0].GetProperty("id").GetString());
    }

    public async ValueTask ClientAsync()
    {
        var sent = await _session.Messages.SendAsync("106540352242922", _to, Message.Text("Your order is on its way."));
        Require(sent.Id);
    }

    public void Dispose()
    {
        _bare.Dispose();
        _http.Dispose();
    }

    private static void Require(string? id)
    {
        if (id is not { Length: > 0 })
            throw new InvalidOperationException("The sink's answer was not understood.");
    }
}
