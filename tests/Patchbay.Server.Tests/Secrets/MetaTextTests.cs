using System.Net.Http.Headers;
using Patchbay.Emulator;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Secrets;

/// <summary>Meta's errors hold secrets in every text. None of them is passed on, logged or stored.</summary>
public sealed class MetaTextTests
{
    private const string Token = "EAAmetaTextCanary0011xYzAbCdEf",
        Key = "sk_live_metaTextCanary0012",
        Code = "AQCmetaTextCanary0013-Lm_9pQrStUvWxYz",
        Proof = "0014a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e",
        Named = "meta-text-canary-0015",
        AppSecret = "metaTextCanary0016",
        Bearer = "meta.text.canary.0017",
        Webhook = "whsec_metaTextCanary0018";

    private const string Text =
        $"refused {Token} and {Key}, code {Code}, proof {Proof}; see ?access_token={Named}&code={Named}"
        + $"&appsecret_proof={Named} or \"client_secret\":\"{Named}\", as 1234567890|{AppSecret}, "
        + $"Authorization: Bearer {Bearer} {Webhook}";

    private static readonly string[] Secrets = [Token, Key, Code, Proof, Named, AppSecret, Bearer, Webhook];

    [Theory, EachDatabase]
    public async Task No_secret_in_any_text_of_an_error_comes_out_anywhere(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        foreach (var secret in Secrets)
            stage.Host.Canaries.Add("a secret in Meta's text", secret);
        var phone = await stage.ConnectAsync();
        var connection = await ConnectionOfAsync(stage);

        foreach (var code in (int[])[100, 131009, 10, 4])
        {
            await UseAsync(stage, phone, connection, code);
            await SignUpAsync(stage, code);
        }
        await UseAsync(stage, phone, connection, 190);

        stage.Meta.ClearFaults();
        foreach (var path in (string[])[$"/v1/phones/{phone.Id}/messages", "/v1/audit-events?limit=100", Root])
            await LookAsync(stage, stage.Api.GetAsync(path));
    }

    private static async Task UseAsync(Stage stage, ConnectedPhone phone, string connection, int code)
    {
        var api = stage.Api;
        var number = stage.Meta.Connect();
        var instance = await stage.CreateInstanceAsync();
        using var picture = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47]);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        Fail(stage, code, "*");
        await LookAsync(stage, stage.SendAsync(phone));
        await LookAsync(stage, api.GetAsync($"/v1/wabas/{phone.WabaId}/templates"));
        await LookAsync(
            stage,
            api.PostJsonAsync(
                $"/v1/wabas/{phone.WabaId}/templates",
                """{"name":"a","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}"""
            )
        );
        await LookAsync(stage, api.DeleteAsync($"/v1/wabas/{phone.WabaId}/templates?name=a"));
        await LookAsync(stage, api.PostAsync($"/v1/phones/{phone.Id}/media", picture));
        await LookAsync(stage, api.GetAsync("/v1/media/123456789"));
        await LookAsync(stage, api.GetAsync($"/v1/phones/{phone.Id}/health"));
        await LookAsync(stage, api.PostJsonAsync($"{Root}/meta", RegisterJson(number)));
        await LookAsync(stage, api.PostJsonAsync($"{Root}/{connection}/meta/complete-registration", "{}"));
        await LookAsync(stage, api.PostJsonAsync(AccountStage.Accounts, AccountStage.NumberJson(number)));
        await LookAsync(stage, api.PostJsonAsync(InstanceStage.Channel(instance), InstanceStage.SetUpJson(number)));
        await LookAsync(
            stage,
            api.PostJsonAsync(
                $"{AccountStage.Root}/whatsapp/embedded-signup",
                $$"""{"code":"a-code-of-{{code}}","waba_id":"1","phone_number_id":"2"}"""
            )
        );
        stage.Meta.ClearFaults();
    }

    /// <summary>A sign-up whose steps fail one after the other.</summary>
    private static async Task SignUpAsync(Stage stage, int code)
    {
        foreach (var path in (string[])["oauth/access_token", "debug_token", "*/subscribed_apps", "*/register"])
        {
            var link = await stage.CreateLinkAsync();
            Fail(stage, code, path);
            await using (var page = await link.OpenAsync())
            {
                var answer = await page.CallbackAsync(stage.Meta.SignUp());
                stage.Host.Canaries.Look("an answer to the page", answer.GetRawText());
            }
            stage.Meta.ClearFaults();
            await LookAsync(stage, stage.Api.GetAsync($"/v1/onboarding-links/{link.Id}"));
        }
    }

    private static void Fail(Stage stage, int code, string path) =>
        stage.Meta.AddFault(
            new Fault
            {
                Path = path,
                Code = code,
                Message = Text,
                Details = Text,
                UserTitle = Text,
                UserMessage = Text,
                Href = $"https://developers.facebook.com/?access_token={Named}&t={Token}",
                Type = $"OAuthException {Token}",
                TraceId = Token,
            }
        );

    private static async Task<string> ConnectionOfAsync(Stage stage) =>
        (await stage.Api.GetAsync($"{Root}?limit=1").ShouldBeAsync(System.Net.HttpStatusCode.OK))
            .GetProperty("data")[0]
            .Id();

    private static async Task LookAsync(Stage stage, Task<HttpResponseMessage> call)
    {
        using var response = await call;
        stage.Host.Canaries.Look("an answer", $"{response.Headers}\n{await response.Content.ReadAsStringAsync()}");
    }
}
