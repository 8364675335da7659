using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Integrations.Login;

/// <summary>A page of the emulator with its Instagram account and the person who manages both.</summary>
internal sealed record Bakery(string PageId, string InstagramId, string OwnerId)
{
    public const string Name = "Padaria Aurora",
        Username = "padaria.aurora";
}

/// <summary>Steps that tests of log-in share.</summary>
internal static class LoginStage
{
    public const string Root = "/api/integrations",
        Redirect = "https://app.example.com/callback",
        Customer = "700100200300";

    public static async Task<Bakery> BakeryAsync(this Stage stage)
    {
        using var meta = Emulator(stage);
        var profiles = JsonNode.Parse(await meta.GetStringAsync("/_emulator/profiles"))!;
        var page = profiles["pages"]!.AsArray().Single(page => page!["name"]!.ToString() == Bakery.Name)!;
        var owner = profiles["users"]!.AsArray().Single(user => user!["name"]!.ToString() == "Ana Souza")!;
        return new(page["id"]!.ToString(), page["instagram_account_id"]!.ToString(), owner["id"]!.ToString());
    }

    /// <summary>Returns the code that the dialog gives to a person who agrees.</summary>
    public static async Task<string> CodeAsync(
        this Stage stage,
        string channel,
        string? scope = null,
        string redirect = Redirect
    )
    {
        using var meta = Emulator(stage);
        var bakery = await stage.BakeryAsync();
        var (client, scopes) =
            channel == "instagram"
                ? (EmulatorDefaults.InstagramAppId, "instagram_business_basic,instagram_business_manage_messages")
                : (EmulatorDefaults.AppId, "pages_show_list,pages_messaging,pages_manage_metadata");
        var login = await meta.PostJsonAsync(
                "/_emulator/login",
                $$"""
                {"client_id":"{{client}}","user_id":"{{bakery.OwnerId}}","scope":"{{scope ?? scopes}}",
                "page_ids":["{{bakery.PageId}}"],"redirect_uri":"{{redirect}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        return login.Text("code")!;
    }

    public static string ConnectJson(string code, string redirect = Redirect) =>
        $$"""{"code":"{{code}}","redirect_uri":"{{redirect}}"}""";

    public static string PagesJson(string handle, params string[] pages) =>
        $$"""{"user_token":"{{handle}}","pages":[{{string.Join(',', pages.Select(page => $"\"{page}\""))}}]}""";

    public static Task<HttpResponseMessage> PostConnectAsync(this Stage stage, string channel, string code) =>
        stage.Api.PostJsonAsync($"{Root}/{channel}/connect", ConnectJson(code));

    /// <summary>Connects an Instagram account by log-in.</summary>
    public static async Task<JsonElement> ConnectInstagramAsync(this Stage stage) =>
        (
            await stage
                .PostConnectAsync("instagram", await stage.CodeAsync("instagram"))
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("account");

    /// <summary>Logs in. The answer holds the handle for the person's pages.</summary>
    public static async Task<JsonElement> LogInAsync(this Stage stage) =>
        await stage.PostConnectAsync("messenger", await stage.CodeAsync("messenger")).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>Connects a page by log-in.</summary>
    public static async Task<JsonElement> ConnectPageAsync(this Stage stage)
    {
        var (login, bakery) = (await stage.LogInAsync(), await stage.BakeryAsync());
        var answer = await stage
            .Api.PostJsonAsync($"{Root}/messenger/pages", PagesJson(login.Text("user_token")!, bakery.PageId))
            .ShouldBeAsync(HttpStatusCode.OK);
        return answer.GetProperty("accounts")[0];
    }

    public static async Task<JsonElement> AccountAsync(this Stage stage, string id) =>
        await stage.Api.GetAsync($"{Root}/accounts/{id}").ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>Acts as a person who writes to a page or an Instagram account. Returns the message id.</summary>
    public static async Task<string> WriteAsync(
        this Stage stage,
        string profileId,
        string text,
        string what = "\"text\":\"hi\"",
        string from = Customer
    )
    {
        using var meta = Emulator(stage);
        var body = text.Length > 0 ? $"\"text\":\"{text}\"" : what;
        var done = await meta.PostJsonAsync(
                "/_emulator/direct/inbound",
                $$"""{"profile_id":"{{profileId}}","from":"{{from}}","name":"Maria",{{body}} }"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        return done.TryGetProperty("id", out var id) ? id.GetString()! : "";
    }

    private static HttpClient Emulator(Stage stage) => new() { BaseAddress = stage.Meta.BaseAddress };
}
