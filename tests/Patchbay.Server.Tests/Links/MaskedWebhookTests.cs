using System.Net;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Links.LinkStage;

namespace Patchbay.Server.Tests.Links;

/// <summary>The query of a link's webhook address is sealed, and never shown.</summary>
public sealed class MaskedWebhookTests
{
    private const string Token = "canary-token-in-a-links-query";

    [Theory, EachDatabase]
    public async Task The_webhook_of_a_link_is_called_with_its_query_which_is_never_shown(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        stage.Host.Canaries.Add("the token in the query", Token);
        await using var receiver = await WebhookReceiver.StartAsync();
        var query = "";
        receiver.Answer = (_, response) =>
        {
            query = response.HttpContext.Request.QueryString.Value;
            return Task.CompletedTask;
        };
        var body = $$"""
            {"name":"x","webhookUrl":"{{receiver.Url}}?token={{Token}}","webhookEvents":["phone_number.connected"]}
            """;
        var made = await stage.MakeAsync(body);
        made.GetProperty("webhookUrl").GetString().ShouldBe($"{receiver.Url}?****");
        (await StoredAsync(stage, made.GetProperty("id").GetGuid())).ShouldBe($"{receiver.Url}?****");

        await stage.ConnectAsync(linkJson: body);
        await receiver.NextAsync("phone_number.connected");
        query.ShouldBe($"?token={Token}");
    }

    [Theory, EachDatabase]
    public async Task A_query_that_an_earlier_version_stored_as_text_is_sealed(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        stage.Host.Canaries.Add("the token in the query", Token);
        var made = await stage.MakeAsync("""{"name":"x","webhookUrl":"https://my.app/hook","webhookEvents":["*"]}""");
        var id = made.GetProperty("id").GetGuid();
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "update onboarding_links set webhook_url = @url where id = @id",
                        new { url = $"https://my.app/hook?token={Token}", id }
                    ),
                default
            );

        await stage.Host.Get<LinkQueries>().SealStoredAsync(default);

        (await StoredAsync(stage, id)).ShouldBe("https://my.app/hook?****");
    }

    [Fact]
    public async Task A_masked_address_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        await stage
            .Api.PostJsonAsync(Root, """{"name":"x","webhookUrl":"https://my.app/hook?****","webhookEvents":["*"]}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "webhookUrl");
    }

    private static Task<string?> StoredAsync(Stage stage, Guid id) =>
        stage
            .Host.Get<Database>()
            .ReadAsync(
                session =>
                    session.FirstOrDefaultAsync<string>(
                        "select webhook_url from onboarding_links where id = @id",
                        new { id }
                    ),
                default
            );
}
