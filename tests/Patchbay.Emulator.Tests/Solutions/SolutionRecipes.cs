using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Tests.Catalogue;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.Solutions;

internal sealed class SolutionRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "createWhatsAppBusinessSolution", () => NewSolution() },
            {
                "getApplicationWhatsAppBusinessSolutions",
                () =>
                    AfterAsync(
                        NewSolution(),
                        new Recipe(
                            $"{App}/whatsapp_business_solutions?role=OWNER&fields=id,name,status,"
                                + "status_for_pending_request,owner_app,owner_permissions",
                            Token: Partner
                        )
                    )
            },
            { "getSolutionDetails", async () => new Recipe(await SolutionAsync(), Token: Partner) },
            { "acceptWhatsAppBusinessSolution", async () => AcceptSolution(await SolutionAsync()) },
            {
                "rejectSolutionRequest",
                async () =>
                    new Recipe(
                        $"{await SolutionAsync()}/reject",
                        """{"request_type":"PARTNERSHIP_REQUEST"}""",
                        OtherPartner()
                    )
            },
            {
                "sendSolutionDeactivationRequest",
                async () => new Recipe($"{await ActiveSolutionAsync()}/send_deactivation_request", "{}", Partner)
            },
            {
                "acceptWhatsAppBusinessSolutionDeactivationRequest",
                async () =>
                    new Recipe($"{await EndingSolutionAsync()}/accept_deactivation_request", "{}", OtherPartner())
            },
            {
                "rejectSolutionDeactivationRequest",
                async () =>
                    new Recipe(
                        $"{await EndingSolutionAsync()}/reject_deactivation_request",
                        """{"reject_deactivation_request":true}""",
                        OtherPartner()
                    )
            },
            {
                "getSolutionAccessToken",
                async () =>
                    new Recipe($"{await ActiveSolutionAsync()}/access_token?business_id={Business}", Token: Partner)
            },
            { "listWabaSolutions", () => WithActiveSolutionAsync(new Recipe($"{Waba}/solutions", Token: Token)) },
        };

    private Recipe AcceptSolution(string solution) =>
        new($"{solution}/accept", $$"""{"partner_app_id":"{{OtherApp()}}"}""", OtherPartner());

    /// <summary>A token of the other partner's app.</summary>
    private string OtherPartner()
    {
        var app = OtherApp();
        return AddToken(
            new Token
            {
                Id = "EAAother",
                Kind = TokenKind.SystemUser,
                AppId = app,
                BusinessId = World.Read(() => World.Find<App>(app)!.BusinessId),
                Scopes = [.. Scopes.Whatsapp],
            }
        );
    }

    private async Task<string> ActiveSolutionAsync()
    {
        var solution = await SolutionAsync();
        await OkAsync(AcceptSolution(solution));
        return solution;
    }

    private async Task<string> EndingSolutionAsync()
    {
        var solution = await ActiveSolutionAsync();
        await OkAsync(new Recipe($"{solution}/send_deactivation_request", "{}", Partner));
        return solution;
    }

    private async Task<Recipe> WithActiveSolutionAsync(Recipe then)
    {
        await ActiveSolutionAsync();
        return then;
    }
}
