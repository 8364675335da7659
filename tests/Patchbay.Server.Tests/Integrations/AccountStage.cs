using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Integrations;

/// <summary>Steps that tests of accounts share.</summary>
internal static class AccountStage
{
    public const string Root = "/api/integrations",
        Accounts = Root + "/accounts";

    public const string MailConfig = """
        {"from_address":"help@acme.example","smtp_host":"smtp.acme.example","smtp_port":587,
        "smtp_security":"starttls","smtp_username":"help","smtp_password":"correct horse battery"}
        """;

    public static string MailJson(string key, string more = "") =>
        $$"""{"channel":"email","account_key":"{{key}}","config":{{MailConfig}}{{more}} }""";

    public static Task<JsonElement> CreateMailAsync(this Stage stage, string key, string more = "") =>
        stage.Api.PostJsonAsync(Accounts, MailJson(key, more)).ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>A number that its owner signed up elsewhere, connected here as an account.</summary>
    public static Task<JsonElement> CreateAccountAsync(this Stage stage, ConnectedNumber number) =>
        stage.Api.PostJsonAsync(Accounts, NumberJson(number)).ShouldBeAsync(HttpStatusCode.Created);

    public static string NumberJson(ConnectedNumber number, string more = "") =>
        $$"""
            {"channel":"whatsapp","config":{"access_token":"{{number.AccessToken}}",
            "phone_number_id":"{{number.PhoneNumberId}}","waba_id":"{{number.WabaId}}"{{more}} } }
            """;

    public static async Task<JsonElement> ListAccountsAsync(this Stage stage, string query = "") =>
        await stage.Api.GetAsync(Accounts + query).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>A refusal in this surface's shape.</summary>
    public static async Task<JsonElement> ShouldBeRefusalAsync(
        this Task<HttpResponseMessage> call,
        int status,
        string code,
        string? field = null
    )
    {
        var answer = await call.ShouldBeAsync((HttpStatusCode)status);
        answer.GetProperty("code").GetString().ShouldBe(code, answer.GetRawText());
        answer.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        if (field is not null)
            answer.GetProperty("field").GetString().ShouldBe(field, answer.GetRawText());
        return answer;
    }
}
