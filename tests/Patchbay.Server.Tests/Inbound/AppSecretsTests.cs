using System.Net;
using System.Text;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>An app with several secrets, as while one is changed: all verify, and the first signs.</summary>
public sealed class AppSecretsTests
{
    private static readonly Dictionary<string, string?> WithNext = new()
    {
        ["Meta:Sandbox:AppSecrets:0"] = "next-secret",
        ["Meta:Sandbox:InstagramAppSecrets:0"] = "next-instagram-secret",
    };

    [Fact]
    public async Task Webhooks_are_taken_with_each_secret_of_their_app_on_every_hook()
    {
        await using var stage = await Stage.StartAsync(settings: WithNext);
        var phone = await stage.ConnectQuietlyAsync();
        string[] hooks = ["/hooks/whatsapp", ReceiverStage.AppPath, "/webhook/whatsapp", $"/webhook/phone/{phone.Id}"];
        foreach (var hook in hooks)
        {
            foreach (var (id, secret) in ((string, string)[])[("first", stage.Meta.AppSecret), ("next", "next-secret")])
            {
                var body = Payload.OneText(phone.MetaPhoneNumberId, $"{hook} {id}");
                await stage.PostAsync(body, hook, WebhookSignature.Sign(body, secret)).ShouldBeAsync(HttpStatusCode.OK);
            }
            var wrong = Payload.OneText(phone.MetaPhoneNumberId, "wrong");
            (await stage.PostAsync(wrong, hook, WebhookSignature.Sign(wrong, "former-secret"))).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden
            );
        }
        (await stage.StoredAsync()).Events.ShouldBe(2 * hooks.Length);
    }

    [Fact]
    public async Task Callbacks_are_taken_with_each_secret()
    {
        await using var stage = await Stage.StartAsync(settings: WithNext);
        foreach (var secret in (string[])[stage.Meta.AppSecret, "next-secret", "next-instagram-secret"])
            await stage.CallBackAsync(MetaCallbacks.DeleteData, "1", secret).ShouldBeAsync(HttpStatusCode.OK);
        (await stage.CallBackAsync(MetaCallbacks.DeleteData, "1", "former-secret")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Theory]
    [InlineData("single", "next", "single")]
    [InlineData("", "next", "next")]
    public async Task The_first_secret_signs(string single, string listed, string first)
    {
        await using var stage = await Stage.StartAsync(
            settings: new Dictionary<string, string?>
            {
                ["Meta:Production:AppId"] = "200000000000001",
                ["Meta:Production:ConfigId"] = "200000000000002",
                ["Meta:Production:AppSecret"] = single,
                ["Meta:Production:AppSecrets:0"] = listed,
            }
        );
        var app = stage.Host.Get<MetaApps>().Get("production");
        (app.AppSecret.Reveal(), app.Graph.Options.AppSecret).ShouldBe((first, first));
    }

    [Fact]
    public async Task Upper_case_hex_and_an_upper_case_prefix_are_taken()
    {
        await using var stage = await Stage.StartAsync();
        var body = "{}"u8.ToArray();
        var signature = WebhookSignature.Sign(body, stage.Meta.AppSecret);
        foreach (var written in (string[])[signature, signature.ToUpperInvariant()])
            await stage.PostAsync(body, ReceiverStage.AppPath, written).ShouldBeAsync(HttpStatusCode.OK);
    }
}
