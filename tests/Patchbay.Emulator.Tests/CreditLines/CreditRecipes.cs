using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Tests.Catalogue;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.CreditLines;

internal sealed class CreditRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "getCreditAllocation", () => new Recipe(Allocation(), Token: Partner) },
            { "revokeCredit", () => new Recipe(Allocation(), Token: Partner) },
            {
                "listCreditAllocations",
                () =>
                    new Recipe(
                        $"{SharedCreditLine()}/owning_credit_allocation_configs?receiving_business_id={Business}"
                            + "&fields=id,receiving_business",
                        Token: Partner
                    )
            },
            {
                "shareCredit",
                () =>
                    new Recipe(
                        $"{CreditLine()}/whatsapp_credit_sharing?receiving_business_id={Business}",
                        Token: Partner
                    )
            },
            {
                "attachCredit",
                () =>
                    new Recipe(
                        $"{SharedCreditLine()}/whatsapp_credit_attach?waba_currency=USD&waba_id={Waba}",
                        Token: Token
                    )
            },
            {
                "shareAndAttachCredit",
                () =>
                    AfterAsync(
                        AssignPartner(),
                        new Recipe(
                            $"{CreditLine()}/whatsapp_credit_sharing_and_attach?waba_currency=USD&waba_id={Waba}",
                            Token: Partner
                        )
                    )
            },
        };

    private string CreditLine() => World.Read(() => World.All<CreditLine>().First().Id);

    private string Allocation() => Make(w => CreditRules.Share(w, w.All<CreditLine>().First(), Business)).Id;

    private string SharedCreditLine() => Make(w => w.Find<CreditAllocation>(Allocation())!.CreditLineId);

    private Recipe AssignPartner() =>
        new($"{Waba}/assigned_users", $$"""{"user":"{{EmulatorDefaults.SystemUserId}}","tasks":["MANAGE"]}""", Token);
}
