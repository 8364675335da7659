using System.Net;
using System.Text;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Idempotency;

public sealed class IdempotentCallsTests
{
    [Theory, EachDatabase]
    public async Task The_same_call_gets_the_same_bytes_and_sends_once(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();

        var first = await CallAsync(stage.Api, phone, "k1");
        stage.Clock.Advance(TimeSpan.FromHours(23));
        var second = await CallAsync(stage.Api, phone, "k1");

        first.Status.ShouldBe(HttpStatusCode.Created);
        second.ShouldBe(first);
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Concurrent_calls_with_a_key_send_once_and_get_the_same_bytes(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallAsync(stage.Api, phone, "k1")));

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.Created);
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_used_with_another_body_or_path_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var other = await stage.ConnectAsync();
        await CallAsync(stage.Api, phone, "k1");

        var body = await CallAsync(stage.Api, phone, "k1", """{"to":"15550100001","text":"Another"}""");
        var path = await CallAsync(stage.Api, other, "k1");

        (body.Status, path.Status).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.Conflict));
        body.Body.ShouldContain("idempotency_key_reused");
        path.Body.ShouldContain("idempotency_key_reused");
        (stage.Sends(phone).Count, stage.Sends(other).Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task The_same_key_of_another_API_key_is_another_call()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var second = await stage.Host.ClientAsync(stage.Organization.SandboxTenant);

        var first = await CallAsync(stage.Api, phone, "k1");
        var other = await CallAsync(second, phone, "k1");

        other.Status.ShouldBe(HttpStatusCode.Created);
        other.Body.ShouldNotBe(first.Body);
        stage.Sends(phone).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task A_key_is_free_again_after_24_hours(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();
        await CallAsync(stage.Api, phone, "k1");

        stage.Clock.Advance(TimeSpan.FromHours(24));
        await CallAsync(stage.Api, phone, "k1", """{"to":"15550100001","text":"Another"}""");

        stage.Sends(phone).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_call_may_be_corrected_under_its_key()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();

        (await CallAsync(stage.Api, phone, "k1", """{"to":"1","text":"x"}""")).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        stage.Meta.FailNext("sendMessage", 130429);
        (await CallAsync(stage.Api, phone, "k1")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await CallAsync(stage.Api, phone, "k1")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_call_whose_server_died_is_not_run_again()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        await CallAsync(stage.Api, phone, "k1");
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session => session.ExecuteAsync("update idempotency_records set status = null, body = null"),
                default
            );

        var again = await CallAsync(stage.Api, phone, "k1");

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Body.ShouldContain("idempotency_key_in_progress");
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_empty_or_too_long_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();

        (await CallAsync(stage.Api, phone, new string('k', 255))).Status.ShouldBe(HttpStatusCode.Created);
        foreach (
            var keys in (string[][])
                [
                    [""],
                    [new string('k', 256)],
                ]
        )
        {
            var answer = await CallAsync(stage.Api, phone, keys, MessageStage.HelloJson);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Body.ShouldContain("\"field\":\"Idempotency-Key\"");
        }
        stage.Sends(phone).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task The_stored_answer_is_encrypted(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();
        await CallAsync(stage.Api, phone, "k1", """{"to":"15550100001","text":"Confidential"}""");

        var kept = await stage.ScalarAsync<byte[]>("select body from idempotency_records");

        kept.ShouldNotBeNull().Length.ShouldBeGreaterThan(100);
        foreach (var word in (string[])["Confidential", "wamid", "15550100001", "\"data\""])
            kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)).ShouldBe(-1);
    }

    private static Task<(HttpStatusCode Status, string Body)> CallAsync(
        HttpClient http,
        ConnectedPhone phone,
        string key,
        string json = MessageStage.HelloJson
    ) => CallAsync(http, phone, [key], json);

    private static async Task<(HttpStatusCode Status, string Body)> CallAsync(
        HttpClient http,
        ConnectedPhone phone,
        string[] keys,
        string json
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/phones/{phone.Id}/messages")
        {
            Content = HttpJson.Json(json),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", keys).ShouldBeTrue();
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
