using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Tests.Platform.Telemetry;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Edge;

/// <summary>Requests that their sender broke: no alarm, no 5xx.</summary>
public sealed class BrokenRequestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Targets =
    [
        "/webhooks/meta",
        "/hooks/whatsapp",
        "/webhook/whatsapp",
        "/webhook/payments/abacate-pay/x",
        "/webhooks/meta/deauthorize",
        "/api/auth/login",
        "/v1/api-keys",
        "/v1/instances",
        "/api/integrations/accounts",
        "/v1/provider-connections/meta",
    ];

    public static TheoryData<string> BadChunks =>
        [
            "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "7FFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "100000000\r\n{}\r\n0\r\n\r\n",
            "FFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "zz\r\n{}\r\n0\r\n\r\n",
            "\r\n{}\r\n0\r\n\r\n",
            "2{}\r\n0\r\n\r\n",
            "2\r\n{}{}\r\n0\r\n\r\n",
            "1\r\n{}\r\n0\r\n\r\n",
        ];

    [Theory]
    [MemberData(nameof(BadChunks))]
    public async Task A_malformed_chunk_is_400_on_hooks_and_routes(string chunks)
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(services: Keep(logs));
        var key = stage.Api.DefaultRequestHeaders.Authorization;
        foreach (var target in Targets)
        {
            var answer = await RawHttp.ExchangeAsync(
                stage.Host.Address,
                $"POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {key}\r\n"
                    + "Content-Type: application/json\r\nX-Requested-With: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunks
            );
            // A chunk that claims more than a route takes is 413, and one that ends too early is 400.
            answer.Split('\n')[0].ShouldMatch("^HTTP/1.1 4(00|03|13|01|15) ", $"{target}: {answer}");
            answer.ShouldNotContain("HTTP/1.1 5", Case.Sensitive, target);
        }
        logs.Alarming.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/webhooks/meta")]
    [InlineData("/v1/api-keys")]
    public async Task The_largest_chunk_size_is_400(string target)
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(services: Keep(logs));
        var answer = await RawHttp.ExchangeAsync(
            stage.Host.Address,
            $"POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + $"Authorization: {stage.Api.DefaultRequestHeaders.Authorization}\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}"
        );
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("The request is malformed.");
        logs.Alarming.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_body_is_408_and_no_alarm()
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(services: Keep(logs));
        using var metrics = new HeardMetrics(stage.Host);

        // The body never comes, so the server waits as long as it waits for slow bodies.
        await Task.WhenAll(
            Targets.Select(target => RawHttp.ExchangeAsync(stage.Host.Address, Head(stage, target) + "{"))
        );

        logs.Alarming.ShouldBeEmpty();
        metrics.Sum("patchbay.requests.broken", "patchbay.reason=too_slow").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_body_that_is_broken_off_is_no_alarm()
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(services: Keep(logs));
        using var metrics = new HeardMetrics(stage.Host);
        for (var i = 0; i < 5; i++)
            foreach (var target in Targets)
                await RawHttp.SendAndResetAsync(stage.Host.Address, Head(stage, target) + "{");

        using var patience = new CancellationTokenSource(Patience);
        while (metrics.Sum("patchbay.requests.broken") < Targets.Length && !patience.IsCancellationRequested)
            await stage.Host.Anonymous.GetAsync("/health/live").ShouldBeAsync(HttpStatusCode.OK);

        metrics.Sum("patchbay.requests.broken").ShouldBeGreaterThanOrEqualTo(Targets.Length);
        logs.Alarming.ShouldBeEmpty();
    }

    private static string Head(Stage stage, string target) =>
        $"POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n"
        + $"X-Requested-With: x\r\nAuthorization: {stage.Api.DefaultRequestHeaders.Authorization}\r\n\r\n";

    private static Action<IServiceCollection> Keep(KeptLogs logs) =>
        services => services.AddSingleton<ILoggerProvider>(logs);
}
