using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Businesses;

/// <summary>Portfolios, and the Pages, datasets and catalogs they own.</summary>
internal static class BusinessOperations
{
    public static readonly NodeType<Business> Type = new("Business")
    {
        { "name", Show.Always, b => b.Name },
        { "timezone_id", b => int.Parse(b.TimezoneId, System.Globalization.CultureInfo.InvariantCulture) },
        { "verification_status", b => b.VerificationStatus },
        { "vertical", b => b.Vertical },
        { "created_time", b => GraphTime.Iso(b.CreatedAt) },
        { "updated_time", b => GraphTime.Iso(b.CreatedAt) },
        { "link", b => $"https://business.facebook.com/?business_id={b.Id}" },
        {
            "created_by",
            (b, w) =>
                w.Find<User>(b.CreatedById) is { } user
                    ? new JsonObject { ["id"] = user.Id, ["name"] = user.Name }
                    : null
        },
        {
            "primary_page",
            (b, w) =>
                w.All<FacebookPage>().FirstOrDefault(p => p.BusinessId == b.Id) is { } page
                    ? new JsonObject { ["id"] = page.Id, ["name"] = page.Name }
                    : null
        },
        { "whatsapp_business_manager_messaging_limit", b => b.MessagingLimit },
        { "profile_picture_uri", _ => "https://static.xx.fbcdn.net/emulator/business.png" },
        { "two_factor_type", _ => "none" },
        { "is_hidden", _ => false },
        {
            "owned_whatsapp_business_accounts",
            (b, w) => Summaries(w.All<Waba>().Where(a => a.OwnerBusinessId == b.Id))
        },
        {
            "client_whatsapp_business_accounts",
            (b, w) => Summaries(w.All<Waba>().Where(a => a.SharedWith.Contains(b.Id)))
        },
    };

    public static readonly NodeType<FacebookPage> PageType = new("Page")
    {
        { "name", Show.Always, p => p.Name },
        { "category", p => p.Category },
        { "link", p => $"https://www.facebook.com/{p.Id}" },
        {
            "business",
            (p, w) =>
                w.Find<Business>(p.BusinessId) is { } b ? new JsonObject { ["id"] = b.Id, ["name"] = b.Name } : null
        },
        {
            "picture",
            p => new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["height"] = 50,
                    ["is_silhouette"] = false,
                    ["url"] = $"https://scontent.xx.fbcdn.net/emulator/{p.Id}.jpg",
                    ["width"] = 50,
                },
            }
        },
        {
            "instagram_business_account",
            p => p.InstagramAccountId is null ? null : new JsonObject { ["id"] = p.InstagramAccountId }
        },
    };

    public static readonly NodeType<Dataset> DatasetType = new("AdsDataset")
    {
        { "name", Show.Always, d => d.Name },
        { "creation_time", d => GraphTime.Iso(d.CreatedAt) },
    };

    public static readonly NodeType<Catalog> CatalogType = new("ProductCatalog")
    {
        { "name", Show.Always, c => c.Name },
        {
            "business",
            (c, w) =>
                w.Find<Business>(c.BusinessId) is { } b ? new JsonObject { ["id"] = b.Id, ["name"] = b.Name } : null
        },
        { "product_count", _ => 0 },
        { "vertical", _ => "commerce" },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<User>(
            "getMyBusinesses",
            "GET",
            "businesses",
            (user, call) => Answer.Page(user.Businesses.Select(id => call.World.Get<Business>(id)), call),
            [.. Paging.Params]
        ) with
        {
            Scope = Scopes.Business,
        },
    ];

    private static JsonObject Summaries(IEnumerable<Waba> accounts) =>
        new()
        {
            ["data"] = new JsonArray([
                .. accounts.Select(a => (JsonNode)new JsonObject { ["id"] = a.Id, ["name"] = a.Name }),
            ]),
        };
}
