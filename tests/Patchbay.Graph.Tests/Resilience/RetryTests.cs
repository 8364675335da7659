using System.Net;
using System.Text;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Resilience;

public sealed class RetryTests
{
    private const string _good = """{"id":"1","messages":[{"id":"wamid.X"}]}""";

    [Theory]
    [InlineData(502, "<html>", 3)]
    [InlineData(500, """{"error":{"code":2,"message":"x"}}""", 3)]
    [InlineData(400, """{"error":{"code":80007,"message":"x"}}""", 3)]
    [InlineData(400, """{"error":{"code":100,"message":"x"}}""", 1)]
    [InlineData(401, """{"error":{"code":190,"message":"x"}}""", 1)]
    [InlineData(400, """{"error":{"code":133016,"message":"x"}}""", 1)]
    public async Task A_read_is_repeated_after_a_transient_failure(int status, string body, int calls)
    {
        var script = new Script((status, body), (status, body), (200, _good));
        await TryAsync(() => Session(script).PhoneNumbers.GetAsync("1"));
        script.Calls.ShouldBe(calls);
    }

    [Theory]
    [InlineData(502, "<html>", 1)]
    [InlineData(500, """{"error":{"code":131000,"message":"x"}}""", 1)]
    [InlineData(200, "{", 1)]
    [InlineData(400, """{"error":{"code":130429,"message":"x"}}""", 3)]
    [InlineData(400, """{"error":{"code":131056,"message":"x"}}""", 3)]
    public async Task A_send_is_repeated_only_after_a_rate_limit_refusal(int status, string body, int calls)
    {
        var script = new Script((status, body), (status, body), (200, _good));
        await TryAsync(() =>
            Session(script).Messages.SendAsync("1", Recipient.Phone("+15551234567"), Message.Text("Hi"))
        );
        script.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task The_last_failure_is_thrown_when_every_retry_fails()
    {
        var script = new Script((502, "<html>"));
        await Should.ThrowAsync<GraphAnswerException>(() => Session(script).PhoneNumbers.GetAsync("1"));
        script.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_send_whose_answer_is_lost_is_never_repeated()
    {
        var script = new Script((0, "lost"), (200, _good));
        var failure = await Should.ThrowAsync<GraphTransportException>(() =>
            Session(script).Messages.SendAsync("1", Recipient.Phone("+15551234567"), Message.Text("Hi"))
        );
        (failure.OutcomeUnknown, script.Calls).ShouldBe((true, 1));
    }

    [Fact]
    public async Task A_send_that_found_no_connection_is_repeated()
    {
        var script = new Script((0, "refused"), (200, _good));
        await Session(script).Messages.SendAsync("1", Recipient.Phone("+15551234567"), Message.Text("Hi"));
        script.Calls.ShouldBe(2);
    }

    [Fact]
    public void A_pair_limit_waits_powers_of_four_and_other_limits_wait_as_Meta_asks()
    {
        var options = new GraphRetryOptions();
        RetryRules.Wait(Refusal(131056), 0, options).ShouldBe(TimeSpan.FromSeconds(1));
        RetryRules.Wait(Refusal(131056), 2, options).ShouldBe(TimeSpan.FromSeconds(16));
        RetryRules.Wait(Refusal(131056), 3, options).ShouldBe(options.MaxDelay);
        RetryRules.Wait(Refusal(4, TimeSpan.FromSeconds(7)), 0, options).ShouldBe(TimeSpan.FromSeconds(7));
        RetryRules.Wait(Refusal(4), 0, options).ShouldBeNull();
        RetryRules.MayRepeat(Refusal(4, TimeSpan.FromMinutes(5)), options).ShouldBeFalse();
    }

    private static GraphApiException Refusal(int code, TimeSpan? after = null) =>
        new("x", new GraphError { Code = code }) { RetryAfter = after, IsRepeatable = true };

    private static GraphSession Session(Script script) =>
        new GraphClient(
            new HttpClient(script),
            new() { Retry = new() { BaseDelay = TimeSpan.Zero } },
            new HurriedTime()
        ).As("test-token");

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (GraphException)
        {
            return;
        }
    }

    private sealed class Script(params (int Status, string Body)[] steps) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var (status, body) = steps[Math.Min(Calls++, steps.Length - 1)];
            if (body == "refused")
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
            if (request.Content is not null)
                await request.Content.CopyToAsync(Stream.Null, cancellationToken);
            if (body == "lost")
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost");
            return new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
