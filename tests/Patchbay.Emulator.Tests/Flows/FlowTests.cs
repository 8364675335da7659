using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Flows;

public sealed class FlowTests
{
    [Fact]
    public async Task A_flow_is_drafted_published_and_deprecated_in_that_order()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var asset = await new Recipes(meta).MakeAsync("updateFlowJson");
        var flow = asset.Path.Split('/')[0];
        Task<Reply> Post(string step) => meta.PostAsync($"v23.0/{flow}/{step}", "{}", asset.Token);

        (await Post("publish")).ShouldBeRefused(139002);
        (await Post("deprecate")).ShouldBeRefused(139003);
        using (var upload = await meta.Http.SendAsync(asset.ToRequest("POST"), Meta.Cancel))
            upload.IsSuccessStatusCode.ShouldBeTrue();
        (await Post("publish")).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{flow}", asset.Token)).ShouldBeRefused(139004);
        using (var upload = await meta.Http.SendAsync(asset.ToRequest("POST"), Meta.Cancel))
            ((int)upload.StatusCode).ShouldBe(400);
        (await Post("deprecate")).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.Of("flows").Select(v => (string)v["new_status"]!).ShouldBe(["PUBLISHED", "DEPRECATED"]);
    }

    private const string Footer = """{"type":"Footer","label":"Done","on-click-action":{"name":"complete"}}""";

    [Theory]
    [InlineData(
        """{"version":"7.0","screens":[{"id":"A","layout":{"type":"SingleColumnLayout","children":[]}}]}""",
        "NO_TERMINAL_SCREEN"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[]}}]}
            """,
        "MISSING_REQUIRED_COMPONENT"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A1","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[FOOTER]}}]}
            """,
        "INVALID_PROPERTY_VALUE"
    )]
    [InlineData(
        """{"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"Grid","children":[FOOTER]}}]}""",
        "INVALID_PROPERTY_VALUE"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[{"type":"Marquee"},FOOTER]}}]}
            """,
        "INVALID_PROPERTY_VALUE"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[{"type":"TextInput","name":"n"},FOOTER]}}]}
            """,
        "MISSING_REQUIRED_PROPERTY"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[FOOTER,FOOTER]}}]}
            """,
        "INVALID_PROPERTY_VALUE"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[{"type":"Form","name":"f","children":[{"type":"TextInput","name":"f","label":"n"},
            FOOTER]}]}}]}
            """,
        "DUPLICATE_FORM_COMPONENT_NAMES"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[{"type":"Footer","label":"Go","on-click-action":{"name":"navigate","next":{"type":"screen",
            "name":"B"}}}]}}]}
            """,
        "INVALID_NAVIGATION"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[{"type":"Footer","label":"Go","on-click-action":{"name":"data_exchange"}}]}}]}
            """,
        "INVALID_ACTION"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","layout":{"type":"SingleColumnLayout","children":[FOOTER]}},
            {"id":"B","terminal":true,"layout":{"type":"SingleColumnLayout","children":[FOOTER]}}]}
            """,
        "INVALID_ACTION"
    )]
    [InlineData(
        """
            {"version":"7.0","data_api_version":"3.0","screens":[{"id":"A","terminal":true,
            "layout":{"type":"SingleColumnLayout","children":[FOOTER]}}]}
            """,
        "MISSING_REQUIRED_PROPERTY"
    )]
    [InlineData(
        """
            {"version":"7.0","routing_model":{"A":["B"]},"screens":[{"id":"A","terminal":true,
            "layout":{"type":"SingleColumnLayout","children":[FOOTER]}}]}
            """,
        "INVALID_ROUTING_MODEL"
    )]
    [InlineData(
        """
            {"version":"7.0","screens":[{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[FOOTER]}},{"id":"A","terminal":true,"layout":{"type":"SingleColumnLayout",
            "children":[FOOTER]}}]}
            """,
        "DUPLICATE_SCREEN_ID"
    )]
    [InlineData("""{"version":"7.0",""", "INVALID_JSON")]
    public async Task A_flow_with_invalid_json_is_not_published(string json, string error)
    {
        await using var meta = await Meta.StartAsync();
        var asset = await new Recipes(meta).MakeAsync("updateFlowJson");
        var flow = asset.Path.Split('/')[0];

        using var upload = await meta.Http.SendAsync(
            (
                asset with
                {
                    File = (
                        "file",
                        "flow.json",
                        "application/json",
                        System.Text.Encoding.UTF8.GetBytes(json.Replace("FOOTER", Footer, StringComparison.Ordinal))
                    ),
                }
            ).ToRequest("POST"),
            Meta.Cancel
        );

        System.Text.Json.Nodes.JsonNode.Parse(await upload.Content.ReadAsStringAsync(Meta.Cancel))![
            "validation_errors"
        ]!
            .AsArray()
            .Select(e => (string)e!["error"]!)
            .ShouldContain(error);
        (await meta.PostAsync($"v23.0/{flow}/publish", "{}", asset.Token)).ShouldBeRefused(139002);
    }

    [Fact]
    public async Task The_json_of_a_flow_can_be_downloaded_and_its_clone_is_a_draft()
    {
        await using var meta = await Meta.StartAsync();
        var asset = await new Recipes(meta).MakeAsync("updateFlowJson");
        var flow = asset.Path.Split('/')[0];
        using (var upload = await meta.Http.SendAsync(asset.ToRequest("POST"), Meta.Cancel))
            upload.IsSuccessStatusCode.ShouldBeTrue();
        (await meta.PostAsync($"v23.0/{flow}/publish", "{}", asset.Token)).ShouldSucceed();
        var waba = (string)
            (await meta.GetAsync($"v23.0/{flow}?fields=whatsapp_business_account", asset.Token)).ShouldSucceed()[
                "whatsapp_business_account"
            ]!["id"]!;

        var listed = (await meta.GetAsync($"v23.0/{flow}/assets", asset.Token)).ShouldSucceed()["data"]![0]!;
        (await meta.GetAsync((string)listed["download_url"]!)).Text.ShouldBe(
            System.Text.Encoding.UTF8.GetString(asset.File!.Value.Content)
        );
        var clone = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{waba}/flows",
                    $$"""{"name":"Copy","clone_flow_id":"{{flow}}"}""",
                    asset.Token
                )
            ).ShouldSucceed()["id"]!;
        ((string)(await meta.GetAsync($"v23.0/{clone}", asset.Token)).ShouldSucceed()["status"]!).ShouldBe("DRAFT");
        (
            await meta.PostAsync($"v23.0/{waba}/flows", """{"name":"Copy","categories":["OTHER"]}""", asset.Token)
        ).ShouldBeRefused(100, 4016019);
        (
            await meta.PostAsync($"v23.0/{waba}/flows", """{"name":"New","categories":["CIRCUS"]}""", asset.Token)
        ).ShouldBeRefused(100);
    }

    [Fact]
    public async Task An_upload_of_invalid_json_is_answered_with_validation_errors()
    {
        await using var meta = await Meta.StartAsync();
        var asset = await new Recipes(meta).MakeAsync("updateFlowJson");

        using var response = await meta.Http.SendAsync(
            (
                asset with
                {
                    File = (
                        "file",
                        "flow.json",
                        "application/json",
                        "{\"version\":\"0.1\",\"screens\":[]}"u8.ToArray()
                    ),
                }
            ).ToRequest("POST"),
            Meta.Cancel
        );

        (await response.Content.ReadAsStringAsync(Meta.Cancel)).ShouldContain("INVALID_PROPERTY_VALUE");
    }
}
