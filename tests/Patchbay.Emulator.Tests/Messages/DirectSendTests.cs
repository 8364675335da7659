using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Messages;

/// <summary>Messages with a category, which need neither a template nor an open window.</summary>
public sealed class DirectSendTests
{
    private const string Outside = "15550200001",
        Text = "\"type\":\"text\",\"text\":{\"body\":\"Your parcel has left.\"}";

    [Fact]
    public async Task A_utility_message_arrives_outside_the_window_with_a_generated_template()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = await EnabledAsync(meta);

        (await SendAsync(meta, number, $"\"category\":\"utility\",\"ttl_seconds\":60,{Text}")).ShouldSucceed();
        (await SendAsync(meta, number, $"\"category\":\"UTILITY\",{Text}")).ShouldSucceed();
        await meta.SettleAsync();

        var statuses = meta.Webhooks.Of("messages").SelectMany(v => v["statuses"]!.AsArray()).ToArray();
        statuses.Select(s => (string)s!["status"]!).ShouldAllBe(status => status != "failed");
        var sent = statuses.First(s => (string)s!["status"]! == "sent")!;
        ((string)sent["pricing"]!["category"]!).ShouldBe("utility");
        var templates = (
            await meta.GetAsync(
                $"v23.0/{number.WabaId}/message_templates?source=AUTO_GENERATED&fields=name,source,category",
                number.AccessToken
            )
        ).ShouldSucceed()["data"]!.AsArray();
        var template = templates.ShouldHaveSingleItem()!;
        ((string)template["name"]!).ShouldStartWith("auto_generated_");
        ((string)sent["template_id"]!).ShouldBe((string)template["id"]!);
        await ShouldBeClosedAsync(meta, number, template);
    }

    [Theory]
    [InlineData(
        "\"category\":\"marketing\"",
        "category must be one of {AUTHENTICATION, SERVICE, UTILITY} - got \"marketing\""
    )]
    [InlineData("\"ttl_seconds\":60", "ttl_seconds")]
    [InlineData("\"category\":\"service\",\"ttl_seconds\":60", "ttl_seconds")]
    [InlineData("\"category\":\"utility\",\"ttl_seconds\":29", "ttl_seconds")]
    [InlineData("\"category\":\"utility\",\"ttl_seconds\":43201", "ttl_seconds")]
    [InlineData("\"category\":\"authentication\",\"ttl_seconds\":901", "ttl_seconds")]
    [InlineData("\"category\":\"utility\",\"direct_send_config\":{\"template_name\":\"A-b\"}", "template_name")]
    [InlineData("\"category\":\"authentication\",\"direct_send_config\":{\"template_name\":\"a\"}", "template_name")]
    public async Task A_wrong_member_is_refused_with_code_100(string members, string said)
    {
        await using var meta = await Meta.StartAsync();
        var refused = await SendAsync(meta, await EnabledAsync(meta), $"{members},{Text}");
        refused.ShouldBeRefused(100);
        ((string)refused.Json["error"]!["message"]!).ShouldContain(said);
    }

    [Fact]
    public async Task An_account_with_a_small_limit_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        (
            await meta.PostAsync(
                "_emulator/numbers",
                $$"""{"phone_number_id":"{{number.PhoneNumberId}}","messaging_limit":"TIER_10K"}"""
            )
        ).ShouldSucceed();
        var refused = await SendAsync(meta, number, $"\"category\":\"utility\",{Text}");
        refused.ShouldBeRefused(100);
        ((string)refused.Json["error"]!["error_data"]!["details"]!).ShouldContain("requires Direct Send");
    }

    [Fact]
    public async Task Links_may_precede_the_replies_of_a_direct_message()
    {
        await using var meta = await Meta.StartAsync();
        var number = await EnabledAsync(meta);
        const string link = """{"type":"cta_url","cta_url":{"display_text":"Track","url":"https://a.example/t"}}""",
            reply = """{"type":"reply","reply":{"id":"1","title":"Thanks"}}""";
        (await SendAsync(meta, number, Buttons($"{link},{link},{reply}"))).ShouldSucceed();
        (await SendAsync(meta, number, Buttons($"{link},{link},{link}"))).ShouldBeRefused(131009);
        (await SendAsync(meta, number, Buttons($"{reply},{link}"))).ShouldBeRefused(131009);
    }

    private static string Buttons(string buttons) =>
        $$$"""
            "category":"utility","type":"interactive","interactive":{"type":"button","body":{"text":"On its way"},
            "action":{"buttons":[{{{buttons}}}]}}
            """;

    [Theory]
    [InlineData("\"category\":\"utility\",\"type\":\"location\",\"location\":{\"latitude\":1,\"longitude\":1}")]
    [InlineData(
        "\"category\":\"authentication\",\"type\":\"interactive\",\"interactive\":{\"type\":\"button\","
            + "\"body\":{\"text\":\"a\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"1\",\"title\":\"a\"}}]}}"
    )]
    public async Task Other_types_cannot_be_sent_with_a_category(string members)
    {
        await using var meta = await Meta.StartAsync();
        (await SendAsync(meta, await EnabledAsync(meta), members)).ShouldBeRefused(131009);
    }

    private static async Task<ConnectedNumber> EnabledAsync(Meta meta)
    {
        var number = meta.Connect();
        (
            await meta.PostAsync(
                "_emulator/numbers",
                $$"""{"phone_number_id":"{{number.PhoneNumberId}}","messaging_limit":"TIER_100K"}"""
            )
        ).ShouldSucceed();
        return number;
    }

    private static Task<Reply> SendAsync(Meta meta, ConnectedNumber number, string members) =>
        meta.PostAsync(
            $"v23.0/{number.PhoneNumberId}/messages",
            $$"""{"messaging_product":"whatsapp","to":"{{Outside}}",{{members}}}""",
            number.AccessToken
        );

    /// <summary>A generated template can be neither edited, deleted nor sent.</summary>
    private static async Task ShouldBeClosedAsync(Meta meta, ConnectedNumber number, JsonNode template)
    {
        var edited = await meta.PostAsync(
            $"v23.0/{template["id"]}",
            """{"components":[{"type":"BODY","text":"x"}]}""",
            number.AccessToken
        );
        ((int)edited.Json["error"]!["error_subcode"]!).ShouldBe(2388318);
        var deleted = await meta.DeleteAsync(
            $"v23.0/{number.WabaId}/message_templates?name={template["name"]}",
            number.AccessToken
        );
        ((int)deleted.Json["error"]!["error_subcode"]!).ShouldBe(2388330);
        var members = $$$"""
            "type":"template","template":{"name":"{{{template["name"]}}}","language":{"code":"en"}}
            """;
        (await SendAsync(meta, number, members)).ShouldBeRefused(132018);
    }
}
