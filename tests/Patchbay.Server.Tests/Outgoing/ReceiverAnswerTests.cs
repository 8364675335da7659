using System.Globalization;
using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Receivers that answer as no good server does.</summary>
public sealed class ReceiverAnswerTests
{
    private const string Long = "Content-Length: 10000\r\n";

    [Theory]
    [InlineData(200, "succeeded")]
    [InlineData(202, "succeeded")]
    [InlineData(299, "succeeded")]
    [InlineData(302, "failed")]
    [InlineData(404, "failed")]
    [InlineData(429, "failed")]
    [InlineData(500, "failed")]
    public async Task The_status_decides_when_the_body_never_ends(int status, string outcome)
    {
        await using var receiver = ScriptedServer.Start(dialogue => AnswerAsync(dialogue, status, Long, cut: false));
        await ShouldBeRecordedAsync(receiver, status, outcome);
    }

    [Theory]
    [InlineData(200, "succeeded")]
    [InlineData(404, "failed")]
    [InlineData(500, "failed")]
    public async Task The_status_decides_when_the_body_is_cut(int status, string outcome)
    {
        await using var receiver = ScriptedServer.Start(dialogue => AnswerAsync(dialogue, status, Long, cut: true));
        await ShouldBeRecordedAsync(receiver, status, outcome);
    }

    [Theory]
    [InlineData(200, "succeeded")]
    [InlineData(500, "failed")]
    public async Task The_status_decides_when_a_chunk_is_malformed(int status, string outcome)
    {
        await using var receiver = ScriptedServer.Start(async dialogue =>
        {
            await AnswerAsync(dialogue, status, "Transfer-Encoding: chunked\r\n", cut: true);
        });
        await ShouldBeRecordedAsync(receiver, status, outcome, head: "");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_status_410_switches_off_whatever_the_body_does(bool cut)
    {
        await using var receiver = ScriptedServer.Start(dialogue => AnswerAsync(dialogue, 410, Long, cut));
        await using var stage = await OutgoingStage.StartAsync();
        var hook = await HookAtAsync(stage, receiver);
        await AttemptAsync(stage, hook);

        var read = await stage.GetAsync($"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}");
        read.GetProperty("isActive").GetBoolean().ShouldBeFalse();
        read.GetProperty("disabledReason").GetString().ShouldBe("gone");
    }

    [Fact]
    public async Task Headers_that_never_end_are_a_time_out_without_a_status()
    {
        await using var receiver = ScriptedServer.Start(async dialogue =>
        {
            await HearRequestAsync(dialogue);
            await dialogue.SayAsync("HTTP/1.1 200 OK");
            await dialogue.SayAsync("X-First: 1");
            await dialogue.HangAsync();
        });
        await using var stage = await OutgoingStage.StartAsync();
        var attempt = await AttemptAsync(stage, await HookAtAsync(stage, receiver));

        attempt.GetProperty("error").GetString().ShouldBe("timeout");
        attempt.GetProperty("statusCode").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task A_receiver_that_closes_after_each_answer_loses_no_attempt(string answer)
    {
        await using var receiver = ScriptedServer.Start(async dialogue =>
        {
            await HearRequestAsync(dialogue);
            await dialogue.WriteAsync(answer);
        });
        await ShouldTakeAllAsync(receiver, 40);
    }

    [Fact]
    public async Task A_receiver_that_closes_when_a_connection_is_used_again_loses_no_attempt()
    {
        await using var receiver = ScriptedServer.Start(async dialogue =>
        {
            await HearRequestAsync(dialogue);
            await dialogue.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await HearRequestAsync(dialogue); // the second request on this connection gets no answer
        });
        await ShouldTakeAllAsync(receiver, 10);
    }

    [Fact]
    public async Task A_receiver_that_closes_a_new_connection_without_an_answer_is_called_once()
    {
        await using var receiver = ScriptedServer.Start(dialogue => HearRequestAsync(dialogue));
        await using var stage = await OutgoingStage.StartAsync();
        var attempt = await AttemptAsync(stage, await HookAtAsync(stage, receiver));

        attempt.GetProperty("error").GetString().ShouldBe("unreachable");
        receiver.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("self-signed")]
    [InlineData("expired")]
    [InlineData("untrusted authority")]
    [InlineData("another name")]
    [InlineData("no TLS at all")]
    public async Task A_fault_of_the_certificate_is_a_tls_error_and_sends_nothing(string fault)
    {
        using var authority = new TestAuthority();
        await using var receiver = ScriptedServer.Start(async dialogue =>
        {
            if (fault == "no TLS at all")
                await dialogue.SayAsync("HTTP/1.1 400 Bad Request");
            else
                await dialogue.SecureAsync(
                    fault switch
                    {
                        "self-signed" => TestAuthority.SelfSigned(),
                        "expired" => TestAuthority.SelfSigned(isExpired: true),
                        "another name" => authority.Issue("other.example"),
                        _ => authority.Issue(),
                    }
                );
            await HearRequestAsync(dialogue);
        });
        await using var stage = await OutgoingStage.StartAsync();
        var hook = await HookAtAsync(stage, receiver, "https");
        var attempt = await AttemptAsync(stage, hook);

        attempt.GetProperty("error").GetString().ShouldBe("tls_error");
        (await receiver.Called).Heard.ShouldNotContain(line => line.Contains("POST", StringComparison.Ordinal));
    }

    private static async Task ShouldBeRecordedAsync(
        ScriptedServer receiver,
        int status,
        string outcome,
        string head = "beginning"
    )
    {
        await using var stage = await OutgoingStage.StartAsync();
        var attempt = await AttemptAsync(stage, await HookAtAsync(stage, receiver));

        attempt.GetProperty("statusCode").GetInt32().ShouldBe(status);
        attempt.GetProperty("outcome").GetString().ShouldBe(outcome);
        attempt.GetProperty("responseHead").GetString().ShouldBe(head);
        attempt.GetProperty("durationMs").GetInt64().ShouldBeLessThan(15_000);
    }

    private static async Task ShouldTakeAllAsync(ScriptedServer receiver, int count)
    {
        await using var stage = await OutgoingStage.StartAsync();
        var hook = await HookAtAsync(stage, receiver, more: ""","ordering":"none" """);
        for (var i = 0; i < count; i++)
            await stage.PublishAsync();
        var path = $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}/deliveries?limit=100";
        var deliveries = await stage.UntilAsync(
            path,
            list => list.EnumerateArray().All(delivery => delivery.GetProperty("attemptCount").GetInt32() > 0)
        );
        deliveries.GetArrayLength().ShouldBe(count);
        foreach (var delivery in deliveries.EnumerateArray())
            delivery.GetProperty("state").GetString().ShouldBe("delivered", delivery.GetRawText());
    }

    private static async Task<JsonElement> HookAtAsync(
        OutgoingStage stage,
        ScriptedServer receiver,
        string scheme = "http",
        string more = ""
    ) =>
        (
            await stage
                .Api.PostJsonAsync(
                    "/v1/outgoing-webhooks",
                    $$"""{"url":"{{scheme}}://localhost:{{receiver.Port}}/hook","events":["*"]{{more}}}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");

    private static async Task<JsonElement> AttemptAsync(OutgoingStage stage, JsonElement hook)
    {
        await stage.PublishAsync();
        var delivery = await stage.Host.AsTimePassesAsync(stage.AttemptedAsync(hook, 1));
        return delivery.GetProperty("attempts")[0];
    }

    private static async Task AnswerAsync(Dialogue dialogue, int status, string headers, bool cut)
    {
        await HearRequestAsync(dialogue);
        await dialogue.WriteAsync($"HTTP/1.1 {status} X\r\n{headers}\r\nbeginning");
        if (!cut)
            await dialogue.HangAsync();
    }

    /// <summary>Reads one request with its body, or to the end of the connection.</summary>
    private static async Task HearRequestAsync(Dialogue dialogue)
    {
        var length = 0;
        while (await dialogue.HearAsync() is { Length: > 0 } line)
        {
            const string name = "Content-Length: ";
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line[name.Length..], CultureInfo.InvariantCulture);
        }
        await dialogue.SkipAsync(length);
    }
}
