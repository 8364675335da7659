using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Migrations;

internal sealed class MigrationRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getMigrationIntentDetails",
                () =>
                    IntentAsync(
                        "set_solution_migration_intent",
                        "migration_intent",
                        "INITIATE_MIGRATION",
                        "migration_intent_id"
                    )
            },
            {
                "getOBOMobilityIntent",
                () => IntentAsync("obo_mobility_intent", "intent_type", "INITIATE_TRANSFER", "mobility_intent_id")
            },
            {
                "getInProgressOnBehalfRequests",
                async () =>
                    await AfterAsync(
                        await TransferAsync("obo_mobility_intent", "intent_type", "REQUEST_HANDOVER"),
                        new Recipe($"{Waba}/in_progress_onbehalf_request", Token: Token)
                    )
            },
            {
                "createOBOMobilityIntent",
                () => TransferAsync("obo_mobility_intent", "intent_type", "INITIATE_TRANSFER")
            },
            {
                "setOBOMobilityIntent",
                async () =>
                    new Recipe(
                        $"{Waba}/set_obo_mobility_intent",
                        $$"""{"waba_id":"{{Waba}}","solution_id":"{{await SolutionAsync()}}"}""",
                        Token
                    )
            },
            {
                "setSolutionMigrationIntent",
                () => TransferAsync("set_solution_migration_intent", "migration_intent", "INITIATE_MIGRATION")
            },
        };

    private async Task<Recipe> TransferAsync(string edge, string name, string step) =>
        new(
            $"{Waba}/{edge}",
            $$"""
            {"solution_id":"{{await SolutionAsync()}}","target_solution_id":"{{await SolutionAsync()}}",
            "{{name}}":"{{step}}"}
            """,
            Token
        );

    private async Task<Recipe> IntentAsync(string edge, string name, string step, string id) =>
        new((string)(await OkAsync(await TransferAsync(edge, name, step)))[id]!, Token: Token);
}
