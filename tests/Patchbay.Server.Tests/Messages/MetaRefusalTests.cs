using System.Net;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Connections;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>Sends that Meta refuses, whose answer is lost, or that cannot reach Meta.</summary>
public sealed class MetaRefusalTests
{
    private const string MetasText = "Text that only Meta wrote";

    [Theory]
    [InlineData(190, 463, HttpStatusCode.BadRequest, "meta_token_invalid", "new_token")]
    [InlineData(131056, null, HttpStatusCode.TooManyRequests, "meta_busy", "wait")]
    [InlineData(130429, null, HttpStatusCode.TooManyRequests, "meta_busy", "wait")]
    [InlineData(131047, null, HttpStatusCode.BadRequest, "meta_refused", "do_not_retry")]
    [InlineData(100, null, HttpStatusCode.BadRequest, "meta_refused", "fix")]
    public async Task A_refusal_by_Meta_shows_its_code_and_advice_but_not_its_text(
        int code,
        int? subcode,
        HttpStatusCode status,
        string reason,
        string advice
    )
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        stage.Meta.AddFault(
            new Fault
            {
                Operation = "sendMessage",
                Code = code,
                Subcode = subcode,
                Message = MetasText,
                Times = 1,
            }
        );

        using var response = await stage.SendAsync(phone);

        response.Headers.Contains("Retry-After").ShouldBe(advice == "wait");
        var error = await Task.FromResult(response).ShouldBeRefusedAsync(status, reason);
        error.GetProperty("meta").GetProperty("code").GetInt32().ShouldBe(code);
        error.GetProperty("advice").GetString().ShouldBe(advice);
        error.TryGetProperty("retryAfter", out _).ShouldBe(advice == "wait");
        var row = (await stage.HistoryAsync(phone)).ShouldHaveSingleItem();
        row.GetProperty("status").GetString().ShouldBe("failed");
        row.GetProperty("error").GetProperty("code").GetInt32().ShouldBe(code);
        row.GetProperty("error").GetProperty("advice").GetString().ShouldBe(advice);
        (error.ToString() + row).ShouldNotContain(MetasText);
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_message_whose_answer_was_lost_is_settled_by_its_status(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(
            linkJson: $$"""{"name":"A","webhookUrl":"{{receiver.Url}}","webhookEvents":["message.read"]}"""
        );
        stage.Meta.AddFault(Fault.Preset("lost_answer") with { Operation = "sendMessage", Times = 1 });

        var answer = (await stage.SendAsync(phone).ShouldBeUnknownOrSettledAsync()).GetProperty("data");

        var read = await receiver.NextAsync("message.read");
        read.Data.GetProperty("messageId").GetString().ShouldBe(answer.GetProperty("id").GetString());
        var settled = await stage.MessageAsync(answer.GetProperty("id").GetString()!);
        settled.GetProperty("status").GetString().ShouldBe("read");
        settled.GetProperty("wamid").GetString().ShouldStartWith("wamid.");
        settled.TryGetProperty("error", out var error).ShouldBe(error.ValueKind == System.Text.Json.JsonValueKind.Null);
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_is_not_JSON_leaves_the_message_unknown()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        stage.Meta.AddFault(Fault.Preset("bad_gateway") with { Operation = "sendMessage", Times = 1 });

        var answer = (await stage.SendAsync(phone).ShouldBeAsync(HttpStatusCode.Accepted)).GetProperty("data");

        answer.GetProperty("status").GetString().ShouldBe("unknown");
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Unreachable_Meta_is_a_502_and_the_message_is_failed()
    {
        var stage = await Stage.StartAsync();
        await using var host = stage.Host;
        var phone = await stage.ConnectAsync();
        await stage.Meta.DisposeAsync();

        await stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.BadGateway, "meta_unavailable");

        (await stage.HistoryAsync(phone)).ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("failed");
    }

    [Theory]
    [InlineData(ConnectionStatus.Suspended)]
    [InlineData(ConnectionStatus.Pending)]
    public async Task A_suspended_or_pending_connection_sends_nothing(string status)
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session => session.ExecuteAsync("update connections set status = @status", new { status }),
                default
            );

        await stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "connection_not_usable");

        stage.Sends(phone).ShouldBeEmpty();
        (await stage.HistoryAsync(phone)).ShouldBeEmpty();
    }
}
