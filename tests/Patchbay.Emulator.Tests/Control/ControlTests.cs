using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Control;

/// <summary>The control API, except faults and inbound messages.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Statuses_can_be_set_through_the_control_api_and_never_go_back()
    {
        await using var meta = await Meta.StartAsync(o => o.StatusDelay = null);
        await meta.SubscribeAsync();
        var number = meta.Connect();
        var id = await meta.SendTextAsync(number, "15550100001");
        await meta.SettleAsync();
        meta.Emulator.StatusOf(id).ShouldBe("accepted");

        foreach (var status in new[] { "sent", "read", "delivered", "played" })
            (await SetAsync(meta, id, status)).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.Statuses(id).ShouldBe(["sent", "read", "played"]);
        (await SetAsync(meta, id, "lost")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_message_can_be_set_to_fail_with_a_given_code()
    {
        await using var meta = await Meta.StartAsync(o => o.StatusDelay = null);
        await meta.SubscribeAsync();
        var id = await meta.SendTextAsync(meta.Connect(), "15550100001");

        (
            await meta.PostAsync("_emulator/statuses", $$"""{"message_id":"{{id}}","status":"failed","code":131049}""")
        ).ShouldSucceed();
        await meta.SettleAsync();

        ((int)meta.Webhooks.Of("messages").Single()["statuses"]![0]!["errors"]![0]!["code"]!).ShouldBe(131049);
    }

    [Fact]
    public async Task The_clock_moves_forward_only_and_a_due_status_is_set()
    {
        await using var meta = await Meta.StartAsync(o => o.StatusDelay = TimeSpan.FromMinutes(1));
        var id = await meta.SendTextAsync(meta.Connect(), "15550100001");

        (await meta.PostAsync("_emulator/clock/advance", """{"seconds":61}""")).ShouldSucceed();

        meta.Emulator.StatusOf(id).ShouldBe("sent");
        (await meta.PostAsync("_emulator/clock/advance", """{"seconds":-1}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_fault_applies_only_to_its_phone_number_and_to_every_second_call()
    {
        await using var meta = await Meta.StartAsync();
        var (faulty, healthy) = (meta.Connect("Faulty"), meta.Connect("Healthy"));
        (
            await meta.PostAsync(
                "_emulator/faults",
                $$"""
                {"code":131000,"operation":"getPhoneNumberById","phone_number_id":"{{faulty.PhoneNumberId}}",
                "every":2}
                """
            )
        ).ShouldSucceed();

        (await meta.GetAsync($"v23.0/{faulty.PhoneNumberId}", faulty.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{healthy.PhoneNumberId}", healthy.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{healthy.PhoneNumberId}", healthy.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{faulty.PhoneNumberId}", faulty.AccessToken)).ShouldBeRefused(131000);
        ((int)(await meta.GetAsync("_emulator/faults")).Json["data"]![0]!["struck"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("expired_token", 190, 401)]
    [InlineData("rate_limit", 80007, 400)]
    [InlineData("throughput", 130429, 400)]
    [InlineData("meta_down", 2, 503)]
    public async Task A_preset_fails_once_with_Metas_code_and_status(string preset, int code, int status)
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        (await meta.PostAsync("_emulator/faults", $$"""{"preset":"{{preset}}","times":1}""")).ShouldSucceed();

        var reply = await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken);

        reply.ShouldBeRefused(code);
        reply.Status.ShouldBe(status);
        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_slow_answer_waits_for_the_clock()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        (await meta.PostAsync("_emulator/faults", """{"preset":"slow","times":1}""")).ShouldSucceed();

        var waiting = meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken);
        while (meta.Emulator.Host.Worlds.Default.Faults.All()[0].Struck == 0)
            await Task.Yield();
        waiting.IsCompleted.ShouldBeFalse();
        while (!waiting.IsCompleted)
        {
            meta.Clock.Advance(TimeSpan.FromSeconds(11));
            await Task.Yield();
        }

        (await waiting).ShouldSucceed();
    }

    [Theory]
    [InlineData("""{"format_version":99,"nodes":[]}""")]
    [InlineData("""{"nodes":[]}""")]
    [InlineData("""{"format_version":1,"nodes":[{"$type":"alien","id":"1"}]}""")]
    [InlineData("""{"format_version":1,"nodes":[{"id":5}]}""")]
    [InlineData("""{"format_version":1,"nodes":[null]}""")]
    [InlineData("""{"format_version":1,"nodes":[]}""")]
    [InlineData("""{"format_version":1,"nodes":[],"clock_offset":"later"}""")]
    public async Task A_snapshot_that_cannot_be_read_changes_nothing(string snapshot)
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();

        (await meta.PostAsync("_emulator/restore", snapshot)).Status.ShouldBe(400);

        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_webhook_of_any_known_field_can_be_sent_through_the_control_api()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        (
            await meta.PostAsync(
                "_emulator/events",
                $$$"""{"field":"account_alerts","waba_id":"{{{number.WabaId}}}","value":{"alert_type":"NEW"}}"""
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                "_emulator/events",
                $$$"""{"field":"of_tomorrow","phone_number_id":"{{{number.PhoneNumberId}}}","value":{"x":1}}"""
            )
        ).ShouldSucceed(); // a field that the emulator does not know
        (await meta.PostAsync("_emulator/events", """{"field":"No field","value":{}}""")).Status.ShouldBe(400);
        await meta.SettleAsync();

        ((string)meta.Webhooks.Of("account_alerts").ShouldHaveSingleItem()["alert_type"]!).ShouldBe("NEW");
        ((int)meta.Webhooks.Of("of_tomorrow").ShouldHaveSingleItem()["x"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Worlds_are_created_listed_and_deleted_and_unknown_worlds_are_not_found()
    {
        await using var meta = await Meta.StartAsync();
        (await meta.PostAsync("_emulator/worlds", """{"name":"second"}""")).Status.ShouldBe(201);
        (await meta.PostAsync("_emulator/worlds", """{"name":"second"}""")).Status.ShouldBe(400);
        (await meta.PostAsync("_emulator/worlds", """{"name":"no spaces"}""")).Status.ShouldBe(400);

        (await meta.GetAsync("_emulator/worlds")).Json["data"]!
            .AsArray()
            .Select(w => (string)w!["name"]!)
            .ShouldBe(["default", "second"], ignoreOrder: true);
        (await meta.GetAsync("_emulator/state?world=third")).Status.ShouldBe(404);
        (await meta.DeleteAsync("_emulator/worlds?name=second")).Status.ShouldBe(200);
        (await meta.GetAsync("_emulator/state?world=second")).Status.ShouldBe(404);
        (await meta.DeleteAsync("_emulator/worlds?name=default")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Outside_loopback_the_control_api_generates_a_token_and_requires_it()
    {
        var options = new EmulatorOptions { Urls = "http://0.0.0.0:0" };
        await using var emulator = await GraphEmulator.StartAsync(options, Meta.Cancel);
        using var client = new HttpClient(emulator.CreateHandler()) { BaseAddress = new Uri("http://emulator.test/") };

        options.ControlToken.ShouldNotBeNullOrEmpty();
        ((int)(await client.GetAsync("_emulator/state", Meta.Cancel)).StatusCode).ShouldBe(401);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer wrong");
        ((int)(await client.GetAsync("_emulator/state", Meta.Cancel)).StatusCode).ShouldBe(401);
        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + options.ControlToken);
        ((int)(await client.GetAsync("_emulator/state", Meta.Cancel)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Requests_are_listed_without_pins_and_can_be_cleared()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/register",
                """{"messaging_product":"whatsapp","pin":"123456"}""",
                number.AccessToken
            )
        ).Status.ShouldBeGreaterThan(0);

        var seen = await meta.GetAsync("_emulator/requests");
        ((string)seen.Json["data"]![0]!["path"]!).ShouldBe($"/{number.PhoneNumberId}/register");
        seen.Text.ShouldNotContain("123456");
        (await meta.DeleteAsync("_emulator/requests")).ShouldSucceed();
        (await meta.GetAsync("_emulator/requests")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    private static Task<Reply> SetAsync(Meta meta, string id, string status) =>
        meta.PostAsync(
            "_emulator/statuses",
            new JsonObject { ["message_id"] = id, ["status"] = status }.ToJsonString()
        );
}
