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
        using (var upload = await meta.Http.SendAsync(asset.ToRequest("POST"), Meta.Cancel)) upload.IsSuccessStatusCode.ShouldBeTrue();
        (await Post("publish")).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{flow}", asset.Token)).ShouldBeRefused(139004);
        using (var upload = await meta.Http.SendAsync(asset.ToRequest("POST"), Meta.Cancel)) ((int)upload.StatusCode).ShouldBe(400);
        (await Post("deprecate")).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.Of("flows").Select(v => (string)v["new_status"]!).ShouldBe(["PUBLISHED", "DEPRECATED"]);
    }

    [Fact]
    public async Task Json_with_mistakes_is_kept_and_its_mistakes_are_named()
    {
        await using var meta = await Meta.StartAsync();
        var asset = await new Recipes(meta).MakeAsync("updateFlowJson");

        using var response = await meta.Http.SendAsync((asset with { File = ("file", "flow.json", "application/json", "{\"version\":\"0.1\",\"screens\":[]}"u8.ToArray()) }).ToRequest("POST"), Meta.Cancel);

        (await response.Content.ReadAsStringAsync(Meta.Cancel)).ShouldContain("INVALID_PROPERTY_VALUE");
    }
}
