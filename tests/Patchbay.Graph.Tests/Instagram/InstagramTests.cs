using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Instagram;

public sealed class InstagramTests
{
    [Theory]
    [InlineData("""{"access_token":"IGAAfake","user_id":17841400000000001,"permissions":"a,b"}""")]
    [InlineData("""{"data":[{"access_token":"IGAAfake","user_id":"17841400000000001","permissions":["a","b"]}]}""")]
    public async Task A_code_is_exchanged_for_a_token_in_either_form_of_the_answer(string answer)
    {
        await using var graph = await LocalGraph.AnsweringAsync(answer);
        var token = await graph
            .Client()
            .InstagramLogin.ExchangeCodeAsync(
                new()
                {
                    ClientId = "1",
                    ClientSecret = "fake-secret",
                    RedirectUri = "https://example.test",
                    Code = "c",
                }
            );
        (token.Token, token.UserId).ShouldBe(("IGAAfake", "17841400000000001"));
        graph.Single.ShouldBe(
            graph.Single with
            {
                Method = "POST",
                Path = "/oauth/access_token",
                Query = "",
                ContentType = "application/x-www-form-urlencoded",
            }
        );
    }

    [Fact]
    public async Task A_token_is_extended_and_refreshed_without_a_version()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"access_token":"IGAAlong","token_type":"bearer","expires_in":5183944}"""
        );
        await graph.Client().InstagramLogin.ExtendTokenAsync("fake-secret", "short");
        await graph.Client().InstagramLogin.RefreshTokenAsync("long");
        graph
            .Seen.Select(s => s.Path + s.Query)
            .ShouldBe([
                "/access_token?grant_type=ig_exchange_token&client_secret=fake-secret&access_token=short",
                "/refresh_access_token?grant_type=ig_refresh_token&access_token=long",
            ]);
    }

    [Fact]
    public async Task The_app_secret_proof_is_not_sent_to_Instagrams_host()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"data":[{"user_id":"1784","username":"u"}]}""");
        var profile = await graph
            .Client(o => o with { AppSecret = "fake-secret" })
            .As("t")
            .Instagram.GetProfileAsync(fields: "user_id");
        (profile.UserId, graph.Single.Path, graph.Single.Query).ShouldBe(("1784", "/v23.0/me", "?fields=user_id"));
    }

    [Fact]
    public async Task Texts_and_reactions_are_sent_within_Instagrams_limits()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"recipient_id":"5","message_id":"m"}""");
        var instagram = graph.Session().Instagram;
        await instagram.SendAsync("me", DirectRecipient.User("5"), DirectMessage.Text("Hi"));
        await instagram.SendAsync("me", DirectRecipient.User("5"), DirectMessage.React("m1"));
        graph
            .Seen.Select(s => s.Body)
            .ShouldBe([
                """{"recipient":{"id":"5"},"messaging_type":"RESPONSE","message":{"text":"Hi"}}""",
                """{"recipient":{"id":"5"},"sender_action":"react","payload":{"message_id":"m1","reaction":"love"}}""",
            ]);
        var tooLong = DirectMessage.Text(new string('ä', 501));
        (
            await Should.ThrowAsync<InvalidMessageException>(() =>
                instagram.SendAsync("me", DirectRecipient.User("5"), tooLong)
            )
        )
            .Faults.Single()
            .Path.ShouldBe("message.text");
        await graph.Session().Messenger.SendAsync("me", DirectRecipient.User("5"), tooLong);
    }

    [Fact]
    public async Task A_page_is_subscribed_by_query_and_a_menu_is_deleted_by_list()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":"true","result":"success"}""");
        (
            await graph
                .Session()
                .Messenger.SubscribeAsync("9", new() { SubscribedFields = "messages,messaging_postbacks" })
        ).Success.ShouldBeTrue();
        await graph.Session().Messenger.DeleteProfileAsync("9", new() { Fields = ["persistent_menu"] });
        graph
            .Seen.Select(s => $"{s.Method} {s.Path}{Uri.UnescapeDataString(s.Query)}")
            .ShouldBe([
                "POST /v23.0/9/subscribed_apps?subscribed_fields=messages,messaging_postbacks",
                "DELETE /v23.0/9/messenger_profile?fields=[\"persistent_menu\"]",
            ]);
    }
}
