using Patchbay.Emulator.Hosting;

namespace Patchbay.Emulator.Tests.Control;

public sealed class FaultTests
{
    [Fact]
    public async Task The_next_n_calls_of_an_operation_fail_with_a_code()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        meta.Emulator.FailNext("getPhoneNumberById", 2, times: 2, httpStatus: 503);
        meta.Emulator.FailNext("*/phone_numbers", 80007);

        (await meta.GetAsync($"v23.0/{shop.WabaId}/phone_numbers", shop.AccessToken)).ShouldBeRefused(80007);
        (await meta.GetAsync($"v23.0/{shop.WabaId}/phone_numbers", shop.AccessToken)).ShouldSucceed();
        var refused = await meta.GetAsync($"v23.0/{shop.PhoneNumberId}", shop.AccessToken);
        refused.ShouldBeRefused(2);
        refused.Status.ShouldBe(503);
        (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}", shop.AccessToken)).ShouldBeRefused(2);
        (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}", shop.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_fault_can_have_every_text_of_an_error()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (
            await meta.PostAsync(
                "_emulator/faults",
                """
                {"code":100,"times":1,"message":"a","details":"b","user_title":"c","user_message":"d","href":"e",
                "type":"f","trace_id":"g"}
                """
            )
        ).ShouldSucceed();

        var refused = await meta.GetAsync($"v23.0/{shop.PhoneNumberId}", shop.AccessToken);

        var error = refused.Json["error"]!;
        ((string)error["error_data"]!["details"]!).ShouldBe("b");
        foreach (
            var (member, text) in new[]
            {
                ("message", "a"),
                ("error_user_title", "c"),
                ("error_user_msg", "d"),
                ("href", "e"),
                ("type", "f"),
                ("fbtrace_id", "g"),
            }
        )
            ((string)error[member]!).ShouldBe(text);
    }

    [Fact]
    public async Task Every_third_call_fails_until_the_fault_is_cleared()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (await meta.PostAsync("_emulator/faults", """{"preset":"expired_token","every":3}""")).ShouldSucceed();

        var codes = new List<int>();
        for (var i = 0; i < 6; i++)
            codes.Add((await meta.GetAsync($"v23.0/{shop.PhoneNumberId}", shop.AccessToken)).Status);

        codes.ShouldBe([200, 200, 401, 200, 200, 401]);
        (await meta.DeleteAsync("_emulator/faults")).ShouldSucceed();
        for (var i = 0; i < 3; i++)
            (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}", shop.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_lost_answer_still_sends_the_message()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        meta.Emulator.AddFault(Fault.Preset("lost_answer") with { Operation = "sendMessage", Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => meta.SendTextAsync(shop, "15550100001"));
        await meta.SettleAsync();

        meta.Webhooks.Of("messages").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_fault_can_answer_with_html()
    {
        await using var meta = await Meta.StartAsync();
        (await meta.PostAsync("_emulator/faults", """{"preset":"bad_gateway","times":1}""")).ShouldSucceed();

        var reply = await meta.GetAsync("v23.0/me", "x");

        reply.Status.ShouldBe(502);
        reply.Text.ShouldStartWith("<html>");
    }

    [Fact]
    public async Task Requests_are_kept_with_masked_tokens()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        await meta.SendTextAsync(shop, "15550100001", "remember me");

        meta.Emulator.Requests[^1].Used(shop.AccessToken).ShouldBeTrue();
        meta.Emulator.Requests[^1].Body.ShouldContain("remember me");
        var seen = await meta.GetAsync("_emulator/requests");
        seen.Text.ShouldNotContain(shop.AccessToken);
        seen.Text.ShouldContain("remember me");
    }

    [Fact]
    public async Task The_control_api_requires_a_configured_token()
    {
        await using var meta = await Meta.StartAsync(o => o.ControlToken = "control-test-token");

        (await meta.GetAsync("_emulator/state")).Status.ShouldBe(401);
        (await meta.GetAsync("_emulator/state", "control-test-token")).Status.ShouldBe(200);
    }
}
