using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.History;

internal sealed class HistoryRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "getMessageHistory", () => SentAsync(new Recipe($"{Phone}/message_history", Token: Token)) },
            { "getMessageHistoryEvents", () => HistoryAsync() },
        };

    private async Task<Recipe> SentAsync(Recipe then)
    {
        await Meta.SendTextAsync(Connected, "15550100001");
        await Meta.SettleAsync();
        return then;
    }

    private async Task<Recipe> HistoryAsync()
    {
        await SentAsync(new Recipe(""));
        var id = (string)
            (await Meta.GetAsync($"v23.0/{Phone}/message_history", Token)).ShouldSucceed()["data"]![0]!["id"]!;
        return new Recipe($"{id}/events", Token: Token);
    }
}
