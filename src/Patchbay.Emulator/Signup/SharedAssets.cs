using System.Text.Json.Nodes;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Signup;

/// <summary>What a customer shares besides the WhatsApp account.</summary>
internal sealed record SharedAssets(FacebookPage? Page, Dataset? Dataset, Catalog? Catalog, string? Instagram)
{
    public static SharedAssets Share(World world, SignupChoices choices, Business business)
    {
        var page = choices.Page || choices.Instagram ? PageOf(world, business) : null;
        return new SharedAssets(
            choices.Page ? page : null,
            choices.Dataset ? DatasetOf(world, business) : null,
            choices.Catalog ? CatalogOf(world, business) : null,
            choices.Instagram ? page?.InstagramAccountId : null
        );
    }

    private static FacebookPage PageOf(World world, Business business) =>
        world.All<FacebookPage>().FirstOrDefault(p => p.BusinessId == business.Id)
        ?? BusinessPages.Add(world, business, business.Name);

    private static Dataset DatasetOf(World world, Business business) =>
        world.All<Dataset>().FirstOrDefault(d => d.BusinessId == business.Id)
        ?? world.Add(
            new Dataset
            {
                Id = world.Ids.Number(),
                Name = business.Name + " events",
                BusinessId = business.Id,
            }
        );

    private static Catalog CatalogOf(World world, Business business) =>
        world.All<Catalog>().FirstOrDefault(c => c.BusinessId == business.Id)
        ?? world.Add(
            new Catalog
            {
                Id = world.Ids.Number(),
                Name = business.Name + " catalog",
                BusinessId = business.Id,
            }
        );

    /// <summary>Permissions other than WhatsApp's are granted together with their assets.</summary>
    public bool Needs(string scope) => TargetsOf(scope).Any();

    public IEnumerable<string> TargetsOf(string scope) =>
        scope.StartsWith("pages_", StringComparison.Ordinal) ? Id(Page?.Id)
        : scope.StartsWith("instagram_", StringComparison.Ordinal) ? Id(Instagram)
        : scope == "catalog_management" ? Id(Catalog?.Id)
        : scope == "ads_management" ? Id(Dataset?.Id)
        : [];

    public void WriteTo(JsonObject data)
    {
        if (Page is not null)
            data["page_ids"] = new JsonArray(Page.Id);
        if (Dataset is not null)
            data["dataset_ids"] = new JsonArray(Dataset.Id);
        if (Catalog is not null)
            data["catalog_ids"] = new JsonArray(Catalog.Id);
        if (Instagram is not null)
            data["instagram_account_ids"] = new JsonArray(Instagram);
    }

    private static string[] Id(string? id) => id is null ? [] : [id];
}
