using System.Net;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

public sealed class HandshakeTests
{
    [Fact]
    public async Task Each_address_answers_the_challenge_for_its_own_token_only()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var appToken = stage.Host.Get<MetaApps>().Get("sandbox").VerifyToken.Reveal();
        var phoneToken = PhoneVerifyToken.Of(stage.Host.Get<DerivedKeys>(), Guid.Parse(phone.Id));
        var phonePath = $"/webhook/phone/{phone.Id}";

        (await AskAsync(stage, ReceiverStage.AppPath, appToken)).ShouldBe((HttpStatusCode.OK, "1158201444"));
        (await AskAsync(stage, phonePath, phoneToken)).ShouldBe((HttpStatusCode.OK, "1158201444"));

        foreach (
            var (path, token) in ((string, string)[])
                [
                    (ReceiverStage.AppPath, phoneToken),
                    (phonePath, appToken),
                    (ReceiverStage.AppPath, ""),
                    (phonePath, ""),
                    (phonePath, phoneToken + "0"),
                    ($"/webhook/phone/{Guid.Empty}", PhoneVerifyToken.Of(stage.Host.Get<DerivedKeys>(), Guid.Empty)),
                    ("/webhook/phone/x", phoneToken),
                ]
        )
        {
            (await AskAsync(stage, path, token)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?hub.mode=subscribe")]
    [InlineData("?hub.mode=unsubscribe&hub.verify_token={token}&hub.challenge=1")]
    [InlineData("?hub.mode=subscribe&hub.verify_token={token}")]
    [InlineData("?hub.mode=subscribe&hub.verify_token={token}&hub.verify_token={token}&hub.challenge=1")]
    public async Task An_incomplete_handshake_is_refused(string query)
    {
        await using var stage = await Stage.StartAsync();
        var token = stage.Host.Get<MetaApps>().Get("sandbox").VerifyToken.Reveal();
        await stage
            .Host.Anonymous.GetAsync(ReceiverStage.AppPath + query.Replace("{token}", token, StringComparison.Ordinal))
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "verify_token_invalid");
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(Stage stage, string path, string token)
    {
        using var response = await stage.Host.Anonymous.GetAsync(
            $"{path}?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158201444"
        );
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
