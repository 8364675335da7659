using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Transport;

public sealed class FailureTests
{
    private const string _token = "EAAFakeTokenForTests0123456789";

    [Fact]
    public async Task Metas_error_becomes_a_typed_exception()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """
            {"error":{"message":"(#131030) Recipient not in list","type":"OAuthException","code":131030,
            "error_subcode":2494,"error_data":{"messaging_product":"whatsapp","details":"Add it first."},
            "fbtrace_id":"Atrace"}}
            """,
            400
        );
        var failure = await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph));
        (failure.Code, failure.Subcode, failure.FbTraceId, failure.HttpStatus).ShouldBe(
            (131030, 2494, "Atrace", HttpStatusCode.BadRequest)
        );
        (failure.Advice, failure.IsTransient, failure.OutcomeUnknown).ShouldBe((GraphAdvice.Fix, false, false));
        failure.Error.Details.ShouldBe("Add it first.");
    }

    [Theory]
    [InlineData(190, GraphAdvice.NewToken)]
    [InlineData(0, GraphAdvice.NewToken)]
    [InlineData(10, GraphAdvice.Fix)]
    [InlineData(200, GraphAdvice.Fix)]
    [InlineData(131042, GraphAdvice.Fix)]
    [InlineData(130429, GraphAdvice.Wait)]
    [InlineData(131056, GraphAdvice.Wait)]
    [InlineData(80008, GraphAdvice.Wait)]
    [InlineData(131026, GraphAdvice.DoNotRetry)]
    [InlineData(139999, GraphAdvice.DoNotRetry)]
    public async Task Each_code_has_its_advice(int code, GraphAdvice advice)
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            $$$"""{"error":{"message":"x","code":{{{code}}}}}""",
            400
        );
        (await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph))).Advice.ShouldBe(advice);
    }

    [Fact]
    public async Task An_error_that_Meta_marks_transient_is_transient()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"error":{"message":"x","code":139999,"is_transient":true}}""",
            500
        );
        (await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph))).IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task The_wait_comes_from_the_header_then_the_usage_then_the_code()
    {
        await using var header = await Throttled(c => c.Response.Headers.RetryAfter = "7");
        await using var usage = await Throttled(c =>
            c.Response.Headers["X-Business-Use-Case-Usage"] = """{"1":[{"estimated_time_to_regain_access":3}]}"""
        );
        await using var code = await Throttled(_ => { });
        (await Should.ThrowAsync<GraphApiException>(() => SendAsync(header))).RetryAfter.ShouldBe(
            TimeSpan.FromSeconds(7)
        );
        (await Should.ThrowAsync<GraphApiException>(() => SendAsync(usage))).RetryAfter.ShouldBe(
            TimeSpan.FromMinutes(3)
        );
        (await Should.ThrowAsync<GraphApiException>(() => SendAsync(code))).RetryAfter.ShouldBe(
            TimeSpan.FromSeconds(1)
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"1":null}""")]
    [InlineData("""{"1":[null]}""")]
    [InlineData("""{"1":[{"estimated_time_to_regain_access":1e300}]}""")]
    [InlineData("soon")]
    public async Task Usage_headers_of_an_unknown_shape_do_not_fail_a_send(string usage)
    {
        await using var graph = await LocalGraph.StartAsync(async context =>
        {
            context.Response.Headers["X-App-Usage"] = usage;
            context.Response.Headers["X-Business-Use-Case-Usage"] = usage;
            await LocalGraph.Json("""{"messages":[{"id":"wamid.A"}]}""")(context);
        });
        GraphUsage? reported = null;
        var session = graph.Client(o => o with { UsageReported = u => reported = u }).As(_token);
        (await SendAsync(session)).Id.ShouldBe("wamid.A");
        (reported?.RegainAccessIn ?? TimeSpan.Zero).ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Error_data_may_be_a_string()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"error":{"message":"x","code":100,"error_data":"why"}}""",
            400
        );
        (await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph))).Error.Details.ShouldBe("why");
    }

    [Theory]
    [InlineData("\"error_subcode\":\"none\"")]
    [InlineData("\"is_transient\":\"no\"")]
    [InlineData("\"error_user_msg\":{\"en\":\"y\"}")]
    [InlineData("\"error_user_title\":17")]
    [InlineData("\"type\":[]")]
    [InlineData("\"fbtrace_id\":5")]
    [InlineData("\"error_user_msg\":\"cut \\ud83d\"")]
    public async Task An_odd_member_of_an_error_does_not_hide_its_code_and_details(string member)
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            $$$"""{"error":{"message":"x","code":100,"error_data":{"details":"why"},{{{member}}} } }""",
            400
        );
        var failure = await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph));
        (failure.Code, failure.Error.Details).ShouldBe((100, "why"));
    }

    [Fact]
    public async Task No_text_of_an_error_shows_a_secret()
    {
        const string text = "EAAFakeTokenForTests0123456789 ?code=abc access_token=def sk_live_0123456789";
        await using var graph = await LocalGraph.AnsweringAsync(
            $$$"""
            {"error":{"message":"{{{text}}}","type":"{{{text}}}","code":100,"error_user_title":"{{{text}}}",
            "error_user_msg":"{{{text}}}","error_data":{"details":"{{{text}}}","list":["{{{text}}}"],"n":1},
            "href":"{{{text}}}","fbtrace_id":"EAAFakeTokenForTests0123456789","new":{"a":"{{{text}}}"} } }
            """,
            400
        );
        var failure = await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph));
        var seen = JsonSerializer.Serialize(failure.Error, CoreJson.Default.GraphError) + failure;
        foreach (var secret in new[] { "EAAFake", "abc", "def", "0123456789" })
            seen.ShouldNotContain(secret);
        failure.Error.ErrorData!.Value.GetProperty("n").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Instagrams_error_without_an_envelope_is_read()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"error_type":"OAuthException","code":400,"error_message":"Code was used"}""",
            400
        );
        var failure = await Should.ThrowAsync<GraphApiException>(() => SendAsync(graph));
        (failure.Code, failure.Error.Message).ShouldBe((400, "Code was used"));
    }

    [Theory]
    [InlineData("<html><body>Bad Gateway</body></html>", GraphAnswerProblem.NotJson)]
    [InlineData("", GraphAnswerProblem.NotJson)]
    [InlineData("[1,2,3]", GraphAnswerProblem.WrongShape)]
    [InlineData("null", GraphAnswerProblem.WrongShape)]
    [InlineData("""{"messages":"soon"}""", GraphAnswerProblem.WrongShape)]
    [InlineData("""{"messages":[{}]}""", GraphAnswerProblem.WrongShape)]
    [InlineData("""{"messages":[null]}""", GraphAnswerProblem.WrongShape)]
    [InlineData("""{"messages":[{"id":"wam""", GraphAnswerProblem.CutOff)]
    public async Task An_unreadable_success_says_why_and_leaves_the_outcome_unknown(
        string body,
        GraphAnswerProblem problem
    )
    {
        await using var graph = await LocalGraph.AnsweringAsync(body);
        var failure = await Should.ThrowAsync<GraphAnswerException>(() => SendAsync(graph));
        (failure.Problem, failure.HttpStatus, failure.OutcomeUnknown, failure.BodyHead).ShouldBe(
            (problem, HttpStatusCode.OK, true, body)
        );
    }

    [Fact]
    public async Task An_error_page_is_transient_for_a_read_and_leaves_a_sends_outcome_unknown()
    {
        await using var graph = await LocalGraph.AnsweringAsync("<html>502</html>", 502);
        var read = await Should.ThrowAsync<GraphAnswerException>(() => graph.Session().PhoneNumbers.GetAsync("1"));
        (read.IsTransient, read.OutcomeUnknown).ShouldBe((true, false));
        var send = await Should.ThrowAsync<GraphAnswerException>(() => SendAsync(graph));
        (send.IsTransient, send.OutcomeUnknown).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_read_to_its_end()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            $$"""{"id":"1","verified_name":"{{new string('x', 100_000)}}"}"""
        );
        var client = graph.Client(o => o with { MaxResponseBytes = 2048 });
        var failure = await Should.ThrowAsync<GraphAnswerException>(() => client.As("t").PhoneNumbers.GetAsync("1"));
        failure.Problem.ShouldBe(GraphAnswerProblem.TooLarge);
        failure.BodyHead.Length.ShouldBe(512);
    }

    [Fact]
    public async Task A_connection_that_ends_inside_the_body_cuts_the_answer_off()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"messages\":[");
        using var http = new HttpClient();
        var session = new GraphClient(
            http,
            new()
            {
                BaseAddress = server.Address,
                Retry = new() { MaxRetries = 0 },
            }
        ).As(_token);
        var failure = await Should.ThrowAsync<GraphException>(() => SendAsync(session));
        failure.OutcomeUnknown.ShouldBeTrue();
        failure.ShouldBeOfType<GraphAnswerException>().Problem.ShouldBe(GraphAnswerProblem.CutOff);
        failure.ShouldBeOfType<GraphAnswerException>().BodyHead.ShouldBe("{\"messages\":[");
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_leaves_a_sends_outcome_unknown()
    {
        await using var graph = await LocalGraph.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var failure = await Should.ThrowAsync<GraphTransportException>(() => SendAsync(graph));
        (failure.Failure, failure.OutcomeUnknown, failure.IsTransient).ShouldBe(
            (GraphTransportFailure.Interrupted, true, false)
        );
    }

    [Fact]
    public async Task Without_a_connection_the_failure_is_transient_and_the_outcome_is_known()
    {
        var graph = await LocalGraph.AnsweringAsync("{}");
        var address = graph.Address;
        await graph.DisposeAsync();
        using var http = new HttpClient();
        var session = new GraphClient(
            http,
            new()
            {
                BaseAddress = address,
                Retry = new() { MaxRetries = 0 },
            }
        ).As(_token);
        var failure = await Should.ThrowAsync<GraphTransportException>(() =>
            session.Messages.SendAsync("1", Recipient.Phone("+15551234567"), Message.Text("hi"))
        );
        (failure.Failure, failure.OutcomeUnknown, failure.IsTransient).ShouldBe(
            (GraphTransportFailure.NotConnected, false, true)
        );
    }

    [Fact]
    public async Task A_time_out_is_a_transport_failure_with_an_unknown_outcome()
    {
        var time = new ManualTime();
        await using var graph = await LocalGraph.StartAsync(async context =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var failure = await Should.ThrowAsync<GraphTransportException>(() =>
            SendAsync(graph.Client(time: time).As(_token))
        );
        (failure.Failure, failure.OutcomeUnknown).ShouldBe((GraphTransportFailure.TimedOut, true));
    }

    [Fact]
    public async Task The_callers_cancellation_stays_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        await using var graph = await LocalGraph.StartAsync(async context =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await Should.ThrowAsync<OperationCanceledException>(() =>
            graph.Session().Messages.SendAsync("1", Recipient.Phone("+15551234567"), Message.Text("hi"), cancel.Token)
        );
    }

    [Theory]
    [InlineData(
        """
            {"error":{"message":"Malformed access token EAAFakeTokenForTests0123456789 for secret fake-secret",
            "code":190}}
            """,
        401
    )]
    [InlineData("""{"error":{"message":"Cannot parse EAAsomebodyElsesTokenAltogether99","code":190}}""", 401)]
    [InlineData("""<html>access_token=EAAFakeTokenForTests0123456789 fake-secret</html>""", 502)]
    [InlineData("""{"access_token":"odd.shape","messages":1}""", 200)]
    public async Task No_message_shows_a_token_or_secret(string body, int status)
    {
        await using var graph = await LocalGraph.AnsweringAsync(body, status);
        var session = graph.Client(o => o with { AppSecret = "fake-secret" }).As(_token);
        var failure = await Should.ThrowAsync<GraphException>(() => SendAsync(session));
        foreach (var secret in new[] { _token, "fake-secret", "EAAsomebody", "odd.shape" })
            failure.ToString().ShouldNotContain(secret);
    }

    private static Task<SentMessage> SendAsync(LocalGraph graph) => SendAsync(graph.Session(_token));

    private static Task<SentMessage> SendAsync(GraphSession session) =>
        session.Messages.SendAsync("1", Recipient.Phone("+15551234567"), Message.Text("hi"));

    private static Task<LocalGraph> Throttled(Action<HttpContext> headers) =>
        LocalGraph.StartAsync(async context =>
        {
            headers(context);
            await LocalGraph.Json("""{"error":{"message":"x","code":131056}}""", 400)(context);
        });
}
