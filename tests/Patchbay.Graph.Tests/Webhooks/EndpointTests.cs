using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Patchbay.Graph.AspNetCore;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.Webhooks;

public sealed class EndpointTests : IAsyncLifetime
{
    private const string _body = """
        {"object":"whatsapp_business_account","entry":[{"id":"2","changes":[{"field":"messages",
        "value":{"messages":[{"id":"wamid.1","type":"text"}]}}]}]}
        """;
    private readonly List<ReceivedWebhook> _received = [];
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGraphWebhook(
            "/hook",
            o => o.For("verify123", "fake-secret").MaxBytes = 1024,
            (webhook, _) =>
            {
                _received.Add(webhook);
                return Task.CompletedTask;
            }
        );
        _app.MapGraphWebhook("/unset", _ => { }, (_, _) => throw new InvalidOperationException("must not be reached"));
        await _app.StartAsync();
        _http = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_handshake_is_answered_with_the_bare_challenge()
    {
        (
            await _http.GetStringAsync(
                new Uri("/hook?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=verify123", UriKind.Relative)
            )
        ).ShouldBe("1158");
        (
            await _http.GetAsync(
                new Uri("/hook?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=wrong", UriKind.Relative)
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await _http.GetAsync(
                new Uri("/unset?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=", UriKind.Relative)
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_signed_body_reaches_the_handler_with_its_bytes()
    {
        (await PostAsync("/hook", _body, "fake-secret")).ShouldBe(HttpStatusCode.OK);
        var received = _received.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(received.Body.Span).ShouldBe(_body);
        ((MessagingValue)received.Payload.Entry[0].Changes![0].Value).Messages!.Single().Id.ShouldBe("wamid.1");
    }

    [Theory]
    [InlineData("""{"id":"b","text":{"body":"cut \ud83d"}}""")]
    [InlineData("""{"id":"b","type":"system","system":{"new_wa_id":4915}}""")]
    [InlineData("""{"id":5,"timestamp":{},"type":null}""")]
    [InlineData("17")]
    public async Task An_odd_message_reaches_the_handler_with_its_neighbours(string odd)
    {
        var body = _body.Replace("{\"messages\":[", $"{{\"messages\":[{odd},", StringComparison.Ordinal);
        (await PostAsync("/hook", body, "fake-secret")).ShouldBe(HttpStatusCode.OK);
        _received.ShouldHaveSingleItem().Payload.ReceivedMessages().Select(r => r.Item.Id).ShouldContain("wamid.1");
    }

    [Theory]
    [InlineData("/hook", _body, "another-secret", HttpStatusCode.Unauthorized)]
    [InlineData("/hook", _body, null, HttpStatusCode.Unauthorized)]
    [InlineData("/unset", _body, "fake-secret", HttpStatusCode.Unauthorized)]
    [InlineData("/hook", "not json", "fake-secret", HttpStatusCode.BadRequest)]
    public async Task An_invalid_request_is_refused_before_the_handler(
        string path,
        string body,
        string? secret,
        HttpStatusCode status
    )
    {
        (await PostAsync(path, body, secret)).ShouldBe(status);
        _received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused() =>
        (await PostAsync("/hook", new string(' ', 2000), "fake-secret")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    private async Task<HttpStatusCode> PostAsync(string path, string body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (secret is not null)
            request.Headers.Add(
                WebhookSignature.HeaderName,
                WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret)
            );
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }
}
