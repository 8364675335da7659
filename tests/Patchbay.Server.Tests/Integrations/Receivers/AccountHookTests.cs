using System.Net;
using System.Text;
using System.Text.Json;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.Login.LoginStage;

namespace Patchbay.Server.Tests.Integrations.Receivers;

/// <summary>Which signatures the webhook addresses of channels and accounts accept, and for which accounts.</summary>
public sealed class AccountHookTests : IAsyncLifetime
{
    private const string OwnSecret = "secret-of-an-app-of-their-own";

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task Both_addresses_answer_the_challenge_for_the_accounts_verify_token_only(string channel)
    {
        var account = await _stage.AccountAsync((await _stage.LineAsync(channel)).AccountId);
        foreach (var path in new[] { new Uri(account.Text("webhook_url")!).AbsolutePath, $"/webhook/{channel}" })
        {
            (await ChallengeAsync(path, account.Text("verify_token")!)).ShouldBe((HttpStatusCode.OK, "1158201444"));
            (await ChallengeAsync(path, "wrong")).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        (
            await ChallengeAsync(
                $"/webhook/{(channel == "messenger" ? "instagram" : "messenger")}",
                account.Text("verify_token")!
            )
        ).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ChallengeAsync($"/webhook/{channel}/nonsense", account.Text("verify_token")!)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task A_webhook_posted_to_three_addresses_becomes_one_message(string channel)
    {
        var line = await _stage.LineAsync(channel);
        var own = new Uri((await _stage.AccountAsync(line.AccountId)).Text("webhook_url")!).AbsolutePath;
        var body = BodyOf(line, "m_1");
        foreach (var path in new[] { own, $"/webhook/{channel}", ReceiverStage.AppPath })
            await _stage.PostSignedAsync(body, path).ShouldBeAsync(HttpStatusCode.OK);
        await _stage.WhenWorkedOffAsync();
        (await line.HistoryAsync()).ShouldHaveSingleItem().Text("mid").ShouldBe("m_1");
    }

    [Fact]
    public async Task Unsigned_and_wrongly_signed_bodies_are_refused_and_nothing_is_stored()
    {
        var line = await _stage.LineAsync("messenger");
        var own = new Uri((await _stage.AccountAsync(line.AccountId)).Text("webhook_url")!).AbsolutePath;
        var body = Encoding.UTF8.GetBytes(BodyOf(line, "m_1"));
        foreach (var path in new[] { own, "/webhook/messenger", "/webhook/messenger/nonsense" })
        {
            (await _stage.PostAsync(body, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await _stage.PostAsync(body, path, WebhookSignature.Sign(body, "wrong"))).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden
            );
            (await _stage.PostAsync(body, path, "sha256=")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await _stage.StoredAsync()).Events.ShouldBe(0);
    }

    [Fact]
    public async Task An_accounts_own_app_may_send_for_that_account_only()
    {
        var (page, instagram) = (await _stage.LineAsync("messenger"), await _stage.LineAsync("instagram"));
        await _stage
            .Api.PatchJsonAsync($"{Root}/accounts/{page.AccountId}", $$"""{"config":{"app_secret":"{{OwnSecret}}"} }""")
            .ShouldBeAsync(HttpStatusCode.OK);
        var own = new Uri((await _stage.AccountAsync(page.AccountId)).Text("webhook_url")!).AbsolutePath;

        foreach (var (line, mid) in new[] { (page, "m_mine"), (instagram, "m_theirs") })
        {
            var body = Encoding.UTF8.GetBytes(BodyOf(line, mid));
            await _stage.PostAsync(body, own, WebhookSignature.Sign(body, OwnSecret)).ShouldBeAsync(HttpStatusCode.OK);
            // Only the account's own address accepts this secret. The channel's address accepts the configured apps.
            (
                await _stage.PostAsync(body, "/webhook/messenger", WebhookSignature.Sign(body, OwnSecret))
            ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        await _stage.WhenWorkedOffAsync();
        (await page.HistoryAsync()).ShouldHaveSingleItem().Text("mid").ShouldBe("m_mine");
        (await instagram.HistoryAsync()).ShouldBeEmpty();
    }

    private static string BodyOf(DirectLine line, string mid) =>
        $$"""
            {"object":"{{(line.Channel == "instagram" ? "instagram" : "page")}}",
            "entry":[{"id":"{{line.ProfileId}}","time":1768473000000,"messaging":[{"sender":{"id":"1"},
            "recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000000,"message":{"mid":"{{mid}}",
            "text":"hi"} }]}]}
            """;

    private async Task<(HttpStatusCode Status, string Body)> ChallengeAsync(string path, string token)
    {
        using var answer = await _stage.Host.Anonymous.GetAsync(
            $"{path}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}"
        );
        return (
            answer.StatusCode,
            answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : ""
        );
    }
}
