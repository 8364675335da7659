using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator;
using Patchbay.Server.Connections;
using Patchbay.Server.Lifecycle;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Connections;

/// <summary>Steps that tests of connections share.</summary>
internal static class ConnectionStage
{
    public const string Root = "/v1/provider-connections";

    /// <summary>A number that its owner signed up elsewhere and connects here with its token.</summary>
    public static async Task<JsonElement> RegisterAsync(
        this Stage stage,
        ConnectedNumber number,
        HttpStatusCode status = HttpStatusCode.Created
    ) => await stage.Api.PostJsonAsync($"{Root}/meta", RegisterJson(number)).ShouldBeAsync(status);

    public static string RegisterJson(ConnectedNumber number, string? token = null) =>
        $$"""
            {"display_name":"Acme","waba_id":"{{number.WabaId}}","phone_number_id":"{{number.PhoneNumberId}}",
            "access_token":"{{token ?? number.AccessToken}}"}
            """;

    public static string Id(this JsonElement connection) => connection.GetProperty("id").GetString()!;

    public static string? Text(this JsonElement value, string name) => value.GetProperty(name).GetString();

    public static async Task<JsonElement> ReadConnectionAsync(this Stage stage, string id) =>
        await stage.Api.GetAsync($"{Root}/{id}").ShouldBeAsync(HttpStatusCode.OK);

    public static async Task<JsonElement> ChannelAsync(this Stage stage, string channel) =>
        (await stage.Api.GetAsync($"{Root}/status").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("channels")
            .GetProperty(channel);

    public static Task<JsonElement> RotateAsync(
        this Stage stage,
        string id,
        string token,
        HttpStatusCode status = HttpStatusCode.OK
    ) => stage.Api.PostJsonAsync($"{Root}/{id}/rotate", $$"""{"access_token":"{{token}}"}""").ShouldBeAsync(status);

    /// <summary>A refusal in this surface's shape.</summary>
    public static async Task<JsonElement> ShouldBeErrorAsync(
        this Task<HttpResponseMessage> call,
        int status,
        string type,
        string code,
        string? param = null
    )
    {
        var error = (await call.ShouldBeAsync((HttpStatusCode)status)).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("type").GetString().ShouldBe(type);
        error.GetProperty("request_id").GetString().ShouldStartWith("req_");
        if (param is not null)
            error.GetProperty("param").GetString().ShouldBe(param);
        return error;
    }

    public static async Task<ConnectionRow> RowAsync(this Stage stage, string id) =>
        (await stage.Host.Get<ConnectionStore>().FindAsync(stage.Organization.SandboxTenant, id, default))!;

    /// <summary>The stored token, opened by the vault.</summary>
    public static async Task<string> StoredTokenAsync(this Stage stage, string id) =>
        (await stage.Host.Get<ConnectionStore>().TokenAsync(await stage.RowAsync(id), default))!.Reveal();

    public static Task CheckAsync(this Stage stage, string id) => CheckAsync(stage, stage.RowAsync(id));

    /// <summary>Another token of the same customer for the same account.</summary>
    public static string NewTokenOf(this Stage stage, ConnectedNumber number) =>
        stage
            .Meta.Connect(
                new SignupChoices
                {
                    BusinessId = number.BusinessId,
                    WabaId = number.WabaId,
                    PhoneNumberId = number.PhoneNumberId,
                }
            )
            .AccessToken;

    /// <summary>Goes through Instagram Login as a person would; returns the long-lived token and the account.</summary>
    public static async Task<(string Token, string AccountId)> InstagramLoginAsync(this Stage stage)
    {
        using var meta = new HttpClient { BaseAddress = stage.Meta.BaseAddress };
        var profiles = JsonNode.Parse(await meta.GetStringAsync("/_emulator/profiles"))!;
        var page = profiles["pages"]![0]!;
        var user = profiles["users"]![0]!["id"]!.ToString();
        var login = await meta.PostJsonAsync(
                "/_emulator/login",
                $$"""
                {"client_id":"{{EmulatorDefaults.InstagramAppId}}","user_id":"{{user}}",
                "scope":"instagram_business_basic,instagram_business_manage_messages",
                "page_ids":["{{page["id"]}}"],"redirect_uri":"https://example.com/cb"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["client_id"] = EmulatorDefaults.InstagramAppId,
                ["client_secret"] = EmulatorDefaults.InstagramAppSecret,
                ["grant_type"] = "authorization_code",
                ["redirect_uri"] = "https://example.com/cb",
                ["code"] = login.Text("code")!,
            }
        );
        var brief = await meta.PostAsync("/oauth/access_token", form).ShouldBeAsync(HttpStatusCode.OK);
        var lasting = await meta.GetAsync(
                $"/access_token?grant_type=ig_exchange_token&client_secret={EmulatorDefaults.InstagramAppSecret}"
                    + $"&access_token={brief.Text("access_token")}"
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        return (lasting.Text("access_token")!, page["instagram_account_id"]!.ToString());
    }

    private static async Task CheckAsync(Stage stage, Task<ConnectionRow> row) =>
        await stage.Host.Get<ConnectionChecker>().CheckAsync(await row, default);
}
