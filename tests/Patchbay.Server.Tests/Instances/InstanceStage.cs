using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Instances;

/// <summary>Steps that tests of instances share.</summary>
internal static class InstanceStage
{
    public const string Root = "/v1/instances",
        Hook = "/hooks/whatsapp",
        Unknown = "550e8400-e29b-41d4-a716-446655440000";

    /// <summary>A number whose token belongs to another app.</summary>
    public static ConnectedNumber ConnectOfAnotherApp(this Stage stage) =>
        stage.Meta.Connect(new SignupChoices { OfAnotherApp = true });

    public static Task<string> CreateInstanceAsync(this Stage stage, string name = "bot") =>
        CreateInstanceAsync(stage.Api, name);

    public static async Task<string> CreateInstanceAsync(this HttpClient api, string name = "bot") =>
        (await api.PostJsonAsync(Root, $$"""{"name":"{{name}}"}""").ShouldBeAsync(HttpStatusCode.Created))
            .GetProperty("id")
            .GetString()!;

    public static string Channel(string instance) => $"{Root}/{instance}/channels/whatsapp";

    public static string SetUpJson(
        ConnectedNumber number,
        string secret = EmulatorDefaults.AppSecret,
        string more = ""
    ) =>
        $$"""
            {"access_token":"{{number.AccessToken}}","app_secret":"{{secret}}",
            "phone_number_id":"{{number.PhoneNumberId}}"{{more}}}
            """;

    public static Task<JsonElement> SetUpAsync(
        this Stage stage,
        string instance,
        ConnectedNumber number,
        string secret = EmulatorDefaults.AppSecret,
        string more = "",
        HttpStatusCode status = HttpStatusCode.Created
    ) => stage.Api.PostJsonAsync(Channel(instance), SetUpJson(number, secret, more)).ShouldBeAsync(status);

    public static Task<JsonElement> StatusAsync(this Stage stage, string instance) =>
        stage.Api.GetAsync(Channel(instance)).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>A refusal of this surface with exactly this sentence.</summary>
    public static async Task ShouldBeDetailAsync(this Task<HttpResponseMessage> call, int status, string detail) =>
        (await call.ShouldBeAsync((HttpStatusCode)status)).GetProperty("detail").GetString().ShouldBe(detail);

    /// <summary>A 422 with exactly these faults.</summary>
    public static async Task ShouldBeInvalidAsync(this Task<HttpResponseMessage> call, params string[] faults) =>
        (await call.ShouldBeAsync(HttpStatusCode.UnprocessableEntity))
            .GetRawText()
            .ShouldBe($$"""{"detail":[{{string.Join(',', faults)}}]}""");

    public static string Fault(string loc, string msg, string type) =>
        $$"""{"loc":[{{loc}}],"msg":"{{msg}}","type":"{{type}}"}""";
}
