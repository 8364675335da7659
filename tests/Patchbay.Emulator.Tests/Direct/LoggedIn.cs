using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Direct;

/// <summary>A Page and an Instagram account with tokens from the log-in dialogs.</summary>
internal static class LoggedIn
{
    public const string Redirect = "https://server.test/back";
    private const string PageScope = "pages_show_list,pages_messaging,pages_manage_metadata";
    private const string InstagramScope = "instagram_business_basic,instagram_business_manage_messages";

    public static async Task<string> UserAsync(Meta meta, string scope = PageScope)
    {
        var known = (await meta.GetAsync("_emulator/profiles")).Json;
        var login = await meta.PostAsync(
            "_emulator/login",
            $$"""
            {"client_id":"{{meta.Emulator.AppId}}","user_id":"{{known["users"]![0]!["id"]}}",
            "scope":"{{scope}}","redirect_uri":"{{Redirect}}","page_ids":["{{known["pages"]![0]!["id"]}}"]}
            """
        );
        var code = (string)login.ShouldSucceed()["code"]!;
        return (string)
            (
                await meta.GetAsync(
                    $"oauth/access_token?client_id={meta.Emulator.AppId}"
                        + $"&client_secret={meta.Emulator.AppSecret}&redirect_uri={Uri.EscapeDataString(Redirect)}"
                        + $"&code={code}"
                )
            ).ShouldSucceed()["access_token"]!;
    }

    public static async Task<Profile> PageAsync(Meta meta, string scope = PageScope)
    {
        JsonNode account = (
            await meta.GetAsync(
                "v23.0/me/accounts?fields=id,name,access_token,instagram_business_account",
                await UserAsync(meta, scope)
            )
        ).ShouldSucceed()["data"]![0]!;
        return new Profile(meta, "v23.0/", (string)account["id"]!, (string)account["access_token"]!);
    }

    public static async Task<JsonNode> InstagramCodeAsync(Meta meta)
    {
        var user = (await meta.GetAsync("_emulator/profiles")).Json["users"]![0]!["id"];
        var login = await meta.PostAsync(
            "_emulator/login",
            $$"""
            {"client_id":"{{EmulatorDefaults.InstagramAppId}}","user_id":"{{user}}",
            "scope":"{{InstagramScope}}","redirect_uri":"{{Redirect}}"}
            """
        );
        return login.ShouldSucceed()["code"]!;
    }

    public static FormUrlEncodedContent Exchange(string code) =>
        new([
            new("client_id", EmulatorDefaults.InstagramAppId),
            new("client_secret", EmulatorDefaults.InstagramAppSecret),
            new("grant_type", "authorization_code"),
            new("redirect_uri", Redirect),
            new("code", code),
        ]);

    public static async Task<Profile> InstagramAsync(Meta meta)
    {
        var first = (
            await meta.PostAsync(
                "api.instagram.com/oauth/access_token",
                Exchange((string)(await InstagramCodeAsync(meta))!)
            )
        ).ShouldSucceed();
        return new Profile(
            meta,
            "graph.instagram.com/v25.0/",
            first["user_id"]!.ToString(),
            (string)first["access_token"]!
        );
    }
}

/// <summary>A profile that a test acts for, and people who write to it.</summary>
internal sealed record Profile(Meta Meta, string Host, string Id, string Token)
{
    public Task<Reply> GetAsync(string edge) => Meta.GetAsync($"{Host}{Id}/{edge}", Token);

    public Task<Reply> PostAsync(string edge, string json) => Meta.PostAsync($"{Host}{Id}/{edge}", json, Token);

    public Task<Reply> DeleteAsync(string edge) => Meta.DeleteAsync($"{Host}{Id}/{edge}", Token);

    public Task<Reply> SendAsync(string to, string message = "\"text\":\"hi\"", string more = "") =>
        PostAsync("messages", $$$"""{"recipient":{"id":"{{{to}}}"},"message":{{{{message}}}}{{{more}}}}""");

    public async Task ReceiveAsync(string from, string text, string? name = null) =>
        (
            await Meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{Id}}","from":"{{from}}","text":"{{text}}","name":"{{name ?? "Maria Costa"}}"}"""
            )
        ).ShouldSucceed();

    public async Task SubscribeAsync(string kind, string fields)
    {
        (
            await Meta.PostAsync(
                $"v23.0/{Meta.Emulator.AppId}/subscriptions",
                $$"""{"object":"{{kind}}","callback_url":"https://receiver.test/{{kind}}","verify_token":"right"}""",
                Meta.Emulator.AppToken
            )
        ).ShouldSucceed();
        (await PostAsync($"subscribed_apps?subscribed_fields={fields}", "{}")).ShouldSucceed();
    }
}
