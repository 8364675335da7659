using System.Text.Json.Nodes;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>The recipes of one area, with the helpers that several areas share.</summary>
internal abstract class AreaRecipes(CatalogueShop shop)
{
    public abstract RecipeTable Table { get; }

    protected Meta Meta => shop.Meta;
    protected World World => shop.World;
    protected ConnectedNumber Connected => shop.Connected;
    protected string Phone => Connected.PhoneNumberId;
    protected string Waba => Connected.WabaId;
    protected string Token => Connected.AccessToken;
    protected string Business => Connected.BusinessId;
    protected string App => Meta.Emulator.AppId;
    protected static string Partner => EmulatorDefaults.SystemUserToken;

    protected T Make<T>(Func<World, T> make) => World.Change(() => make(World), out _);

    protected PhoneNumber Number(World world) => world.Find<PhoneNumber>(Phone)!;

    protected async Task<JsonNode> OkAsync(Recipe recipe)
    {
        using var response = await Meta.Http.SendAsync(recipe.ToRequest("POST"), Tests.Meta.Cancel);
        var text = await response.Content.ReadAsStringAsync(Tests.Meta.Cancel);
        ((int)response.StatusCode).ShouldBe(200, $"{recipe.Path}: {text}");
        return JsonNode.Parse(text)!;
    }

    protected async Task<Recipe> AfterAsync(Recipe first, Recipe then)
    {
        await OkAsync(first);
        return then;
    }

    protected const string TemplateBody = """
        {"type":"BODY","text":"Hello {{1}}, your parcel has left our warehouse today.",
        "example":{"body_text":[["Ana"]]}}
        """;

    protected async Task<string> SecondWabaAsync() =>
        (string)
            (await OkAsync(new Recipe($"{Business}/whatsapp_business_accounts", """{"name":"Second"}""", Token)))[
                "id"
            ]!;

    protected string OtherApp() =>
        Make(w =>
            w.All<App>().FirstOrDefault(a => a.Name == "Other partner")
            ?? w.Add(
                new App
                {
                    Id = w.Ids.Number(),
                    Name = "Other partner",
                    Secret = "other-secret",
                    BusinessId = w.Add(new Business { Id = w.Ids.Number(), Name = "Other partner" }).Id,
                }
            )
        ).Id;

    protected Recipe NewSolution() =>
        new(
            $"{App}/whatsapp_business_solution",
            $$"""
            {"owner_permissions":["MESSAGING"],"partner_app_id":"{{OtherApp()}}","partner_permissions":[],
            "solution_name":"Together"}
            """,
            Partner
        );

    protected async Task<string> SolutionAsync() => (string)(await OkAsync(NewSolution()))["solution_id"]!;

    protected string Page() => World.Read(() => World.All<FacebookPage>().First().Id);

    protected string Template(
        string name = "parcel_update",
        string category = "UTILITY",
        string status = "APPROVED",
        string? components = null
    ) =>
        Make(w =>
            w.Add(
                new Template
                {
                    Id = w.Ids.Number(16),
                    Waba = Waba,
                    Name = name,
                    Language = "en_US",
                    Category = category,
                    Status = status,
                    Components = components ?? $"[{TemplateBody}]",
                }
            )
        ).Id;

    protected const string Person = "9007199254740993";

    protected static readonly string[] PageScopes = ["pages_show_list", "pages_messaging", "pages_manage_metadata"];

    protected FacebookPage FirstPage => World.Read(() => World.All<FacebookPage>().First());

    protected string Owner() =>
        World.Read(() =>
            World.All<User>().First(u => u.Businesses.Contains(World.All<FacebookPage>().First().BusinessId)).Id
        );

    protected string AddToken(Token token) => Make(w => w.Add(token)).Id;

    protected string PersonsToken() =>
        AddToken(
            new Token
            {
                Id = "EAAperson",
                Kind = TokenKind.User,
                AppId = App,
                UserId = Owner(),
                Scopes = [.. PageScopes],
            }
        );

    protected Recipe WithPerson(Recipe then, bool instagram = false)
    {
        Make(w =>
            DirectNews.Receive(
                w,
                instagram ? w.Find<InstagramAccount>(FirstPage.InstagramAccountId)! : FirstPage,
                Person,
                new System.Text.Json.Nodes.JsonObject { ["text"] = "hi" }
            )
        );
        return then;
    }
}
