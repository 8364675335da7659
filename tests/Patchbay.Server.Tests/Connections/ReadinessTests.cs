using System.Net;
using System.Text.Json;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

public sealed class ReadinessTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Without_connections_only_the_payments_of_the_sandbox_are_ready()
    {
        foreach (var name in new[] { "whatsapp", "instagram", "agentic_payments" })
        {
            var channel = await _stage.ChannelAsync(name);
            (channel.GetProperty("ready").GetBoolean(), channel.Text("status"), channel.Text("connection_id")).ShouldBe(
                (false, "missing", null)
            );
        }
        var payments = await _stage.ChannelAsync("payments");
        (payments.GetProperty("ready").GetBoolean(), payments.Text("active_mode")).ShouldBe((true, "sandbox_default"));
        var production = (
            await _stage.Organization.Production.GetAsync($"{Root}/status").ShouldBeAsync(HttpStatusCode.OK)
        )
            .GetProperty("channels")
            .GetProperty("payments");
        (
            production.GetProperty("ready").GetBoolean(),
            production.Text("status"),
            production.Text("active_mode")
        ).ShouldBe((false, "missing", null));
    }

    [Fact]
    public async Task A_healthy_number_passes_live_checks_whose_results_are_reused_for_a_few_minutes()
    {
        await _stage.RegisterAsync(_stage.Meta.Connect());
        var channel = await _stage.ChannelAsync("whatsapp");
        channel.GetProperty("ready").GetBoolean().ShouldBeTrue(channel.ToString());
        Checks(channel)
            .ShouldBe([
                "token pass",
                "permissions pass",
                "number_registered pass",
                "app_subscribed pass",
                "callback pass",
                "meta_health pass",
                "webhook_fields pass",
            ]);
        var asked = _stage.Meta.Requests.Count;

        (await _stage.ChannelAsync("whatsapp")).Text("checked_at").ShouldBe(channel.Text("checked_at"));
        _stage.Meta.Requests.Count.ShouldBe(asked);
        _stage.Clock.Advance(TimeSpan.FromMinutes(6));
        (await _stage.ChannelAsync("whatsapp")).Text("checked_at").ShouldNotBe(channel.Text("checked_at"));
    }

    [Theory]
    [InlineData(458, "token_revoked")]
    [InlineData(463, "token_expired")]
    public async Task An_expired_token_and_a_revoked_token_have_different_reasons(int subcode, string reason)
    {
        var number = _stage.Meta.Connect();
        var made = await _stage.RegisterAsync(number);
        _stage.Meta.RevokeToken(number.AccessToken, subcode);

        var channel = await _stage.ChannelAsync("whatsapp");

        (channel.GetProperty("ready").GetBoolean(), channel.Text("status"), channel.Text("reason")).ShouldBe(
            (false, "suspended", reason)
        );
        channel.GetProperty("checks")[0].Text("next_action").ShouldBe("reconnect");
        (await _stage.ReadConnectionAsync(made.Id())).Text("status").ShouldBe("suspended");
    }

    [Fact]
    public async Task A_lost_subscription_makes_a_connection_pending_and_completing_it_makes_it_ready()
    {
        var number = _stage.Meta.Connect();
        var made = await _stage.RegisterAsync(number);
        using (var meta = new HttpClient { BaseAddress = _stage.Meta.BaseAddress })
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v23.0/{number.WabaId}/subscribed_apps")
            {
                Headers = { { "Authorization", $"Bearer {number.AccessToken}" } },
            };
            (await meta.SendAsync(request)).EnsureSuccessStatusCode();
        }

        var channel = await _stage.ChannelAsync("whatsapp");
        (channel.Text("status"), channel.Text("reason")).ShouldBe(("pending", "app_not_subscribed"));

        await _stage
            .Api.PostAsync($"{Root}/{made.Id()}/meta/complete-registration", null)
            .ShouldBeAsync(HttpStatusCode.OK);
        _stage.Clock.Advance(TimeSpan.FromMinutes(6));
        (await _stage.ChannelAsync("whatsapp")).GetProperty("ready").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task When_Meta_is_unreachable_the_last_result_is_shown_with_the_time_of_its_check()
    {
        await _stage.RegisterAsync(_stage.Meta.Connect());
        var before = await _stage.ChannelAsync("whatsapp");
        _stage.Clock.Advance(TimeSpan.FromMinutes(6));
        _stage.Meta.FailNext("/*", code: 2, httpStatus: 503, times: 50);
        _stage.Meta.FailNext("/*/*", code: 2, httpStatus: 503, times: 50);
        var after = await _stage.ChannelAsync("whatsapp");
        after.GetProperty("ready").GetBoolean().ShouldBeTrue();
        after.Text("checked_at").ShouldBe(before.Text("checked_at"));
    }

    [Fact]
    public async Task The_background_check_notices_a_fault_and_publishes_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await _stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["connection.updated","connection.suspended"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var number = _stage.Meta.Connect();
        var made = await _stage.RegisterAsync(number);
        await receiver.NextAsync("connection.updated");
        _stage.Meta.RevokeToken(number.AccessToken);
        await _stage.Host.CallsEndedAsync();

        _stage.Clock.Advance(TimeSpan.FromHours(8));

        var told = await _stage.Host.AsTimePassesAsync(receiver.NextAsync("connection.suspended"));
        told.Data.Text("connectionId").ShouldBe(made.Id());
        told.Data.Text("reason").ShouldBe("token_revoked");
        told.Data.Text("previousStatus").ShouldBe("connected");
    }

    [Fact]
    public async Task Each_claim_takes_at_most_the_requested_number_of_due_checks_and_none_twice()
    {
        for (var i = 0; i < 3; i++)
            await _stage.RegisterAsync(_stage.Meta.Connect());
        var store = _stage.Host.Get<Patchbay.Server.Connections.ConnectionStore>();
        await _stage
            .Host.Get<Patchbay.Server.Storage.Database>()
            .WriteAsync(session => session.ExecuteAsync("update connections set check_due_at = 0"), default);
        var first = await store.ClaimChecksAsync(2, TimeSpan.FromMinutes(2), default);
        var second = await store.ClaimChecksAsync(2, TimeSpan.FromMinutes(2), default);
        (first.Count, second.Count).ShouldBe((2, 1));
        first.Concat(second).Select(row => row.Id).Distinct().Count().ShouldBe(3);
    }

    private static IEnumerable<string> Checks(JsonElement channel) =>
        channel.GetProperty("checks").EnumerateArray().Select(check => $"{check.Text("name")} {check.Text("state")}");
}
