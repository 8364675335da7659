using System.Text.Json.Nodes;
using Patchbay.Emulator.Registry;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>Every shared operation succeeds, and refuses unknown parameters.</summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> Operations => [.. SharedOperations.All.Select(o => o.Id)];

    [Fact]
    public void Every_catalogued_operation_is_in_the_table()
    {
        var known = OperationList.All.Select(o => o.Id).ToHashSet();
        // The emulator answers these with other operations: both reads of a number, all grants of the token endpoint,
        // and reads of any node.
        string[] shared = ["exchangeInstagramCode", "extendToken", "getNode", "getWhatsAppAccountNumberDetails"];

        SharedOperations.All.Select(o => o.Id).Except(known).Except(shared).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_succeeds_with_its_recipe(string id)
    {
        await using var meta = await Meta.StartAsync();
        var operation = SharedOperations.All.Single(o => o.Id == id);
        var recipe = await new Recipes(meta).MakeAsync(id);

        using var response = await meta.Http.SendAsync(recipe.ToRequest(operation.Method), Meta.Cancel);

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(Meta.Cancel));
        response.Headers.GetValues("facebook-api-version").Single().ShouldStartWith("v");
    }

    private static async Task<string> NodesAsync(Meta meta) =>
        (await meta.GetAsync("_emulator/snapshot")).Json["nodes"]!.ToJsonString();

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_refuses_an_unknown_parameter_and_changes_nothing(string id)
    {
        await using var meta = await Meta.StartAsync();
        var operation = SharedOperations.All.Single(o => o.Id == id);
        var recipe = await new Recipes(meta).MakeAsync(id);
        var separator = recipe.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        var before = await NodesAsync(meta);

        using var response = await meta.Http.SendAsync(
            (recipe with { Path = $"{recipe.Path}{separator}no_such_parameter=1" }).ToRequest(operation.Method),
            Meta.Cancel
        );

        var text = await response.Content.ReadAsStringAsync(Meta.Cancel);
        ((int)response.StatusCode).ShouldBe(400, text);
        ((int)JsonNode.Parse(text)!["error"]!["code"]!).ShouldBe(100);
        (await NodesAsync(meta)).ShouldBe(before);
    }
}
