using System.Text;
using Patchbay.Emulator.Tests.Catalogue;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.Flows;

internal sealed class FlowRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "createFlow", () => NewFlow() },
            { "listFlows", () => AfterAsync(NewFlow(), new Recipe($"{Waba}/flows", Token: Token)) },
            { "getFlow", async () => new Recipe(await FlowAsync(), Token: Token) },
            { "deleteFlow", async () => new Recipe(await FlowAsync(), Token: Token) },
            { "updateFlowMetadata", async () => new Recipe(await FlowAsync(), """{"name":"Renamed flow"}""", Token) },
            { "listAssetsGetFlowJsonUrl", async () => new Recipe($"{await FlowAsync()}/assets", Token: Token) },
            { "updateFlowJson", async () => Asset(await FlowAsync()) },
            {
                "publishFlow",
                async () =>
                    await AfterAsync(Asset(await FlowAsync()), new Recipe($"{LastFlow()}/publish", Token: Token))
            },
            { "deprecateFlow", () => PublishedAsync() },
            { "migrateFlows", () => MigrateFlowsAsync() },
        };

    private const string FlowJson = """
        {"version":"7.0","screens":[{"id":"START","terminal":true,"layout":{"type":"SingleColumnLayout",
        "children":[{"type":"Footer","label":"Done","on-click-action":{"name":"complete","payload":{}}}]}}]}
        """;

    private Recipe NewFlow() =>
        new($"{Waba}/flows", Token: Token)
        {
            Form = new() { ["name"] = "Survey", ["categories"] = "[\"SURVEY\"]" },
        };

    private async Task<string> FlowAsync() => (string)(await OkAsync(NewFlow()))["id"]!;

    private Recipe Asset(string flow) =>
        new($"{flow}/assets", Token: Token)
        {
            Form = new() { ["name"] = "flow.json", ["asset_type"] = "FLOW_JSON" },
            File = ("file", "flow.json", "application/json", Encoding.UTF8.GetBytes(FlowJson)),
        };

    private string LastFlow() => World.Read(() => World.All<Emulator.Flows.Flow>().Last().Id);

    private async Task<Recipe> PublishedAsync()
    {
        await OkAsync(Asset(await FlowAsync()));
        return await AfterAsync(
            new Recipe($"{LastFlow()}/publish", Token: Token),
            new Recipe($"{LastFlow()}/deprecate", Token: Token)
        );
    }

    private async Task<Recipe> MigrateFlowsAsync()
    {
        var target = await SecondWabaAsync();
        return await AfterAsync(
            NewFlow(),
            new Recipe($"{target}/migrate_flows", Token: Token)
            {
                Form = new() { ["source_waba_id"] = Waba, ["source_flow_names"] = "[\"Survey\",\"Missing\"]" },
            }
        );
    }
}
