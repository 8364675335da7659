using System.Net;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>What the handshakes send back, on every address.</summary>
public sealed class ChallengeTests
{
    private static readonly string[] SentBack = ["1158201444", "abc_-XYZ", new('a', 256)];

    private static readonly string[] Refused =
    [
        "",
        "hub.challenge=",
        "hub.challenge=%3Cscript%3Ealert(1)%3C/script%3E",
        "hub.challenge=a%0D%0AX-Y:%20z",
        "hub.challenge=abc%0A",
        "hub.challenge=a%20b",
        "hub.challenge=a%00b",
        "hub.challenge=%C3%A9",
        "hub.challenge=11&hub.challenge=22",
        "hub.challenge=11,22",
        "hub.challenge=" + new string('a', 257),
        "hub.challenge=" + new string('a', 3000),
    ];

    [Fact]
    public async Task One_challenge_of_letters_and_digits_is_sent_back_and_nothing_else()
    {
        await using var stage = await Stage.StartAsync();
        foreach (var (path, token) in await AddressesAsync(stage))
        {
            foreach (var challenge in SentBack)
            {
                using var good = await AskAsync(stage, path, token, $"hub.challenge={challenge}");
                (good.StatusCode, await good.Content.ReadAsStringAsync()).ShouldBe(
                    (HttpStatusCode.OK, challenge),
                    path
                );
                good.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
                good.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            }
            foreach (var query in Refused)
            {
                using var bad = await AskAsync(stage, path, token, query);
                bad.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{path}?{query}");
                (await bad.Content.ReadAsStringAsync()).ShouldNotContain("script");
                bad.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            }
        }
    }

    private static async Task<(string Path, string Token)[]> AddressesAsync(Stage stage)
    {
        var phone = await stage.ConnectAsync();
        var app = stage.Host.Get<MetaApps>().Get("sandbox").VerifyToken.Reveal();
        var line = await stage.LineAsync("messenger");
        var account = await stage.AccountAsync(line.AccountId);
        await stage.SetUpAsync(
            await stage.CreateInstanceAsync(),
            stage.Meta.Connect(),
            more: ""","verify_token":"token-of-instance" """
        );
        return
        [
            (ReceiverStage.AppPath, app),
            ($"/webhook/phone/{phone.Id}", PhoneVerifyToken.Of(stage.Host.Get<DerivedKeys>(), Guid.Parse(phone.Id))),
            ("/webhook/messenger", app),
            ("/webhook/whatsapp", app),
            (new Uri(account.Text("webhook_url")!).AbsolutePath, account.Text("verify_token")!),
            (InstanceStage.Hook, "token-of-instance"),
        ];
    }

    private static Task<HttpResponseMessage> AskAsync(Stage stage, string path, string token, string query) =>
        stage.Host.Anonymous.GetAsync(
            $"{path}?hub.mode=subscribe&hub.verify_token={Uri.EscapeDataString(token)}&{query}"
        );
}
