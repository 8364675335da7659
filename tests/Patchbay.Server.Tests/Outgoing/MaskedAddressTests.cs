using System.Net;
using System.Text.Json;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>The query of a webhook's address often holds a token. It is sealed, and never shown.</summary>
public sealed class MaskedAddressTests
{
    private const string Token = "canary-token-in-the-query";

    [Theory, EachDatabase]
    public async Task A_query_is_sent_but_neither_shown_nor_stored_as_text(DatabaseKind kind)
    {
        await using var stage = await StageAsync(kind);
        var queries = ListenForQueries(stage);
        var hook = await stage.CreateHookAsync(path: $"?token={Token}&b=%20c");

        hook.GetProperty("url").GetString().ShouldBe($"{stage.Receiver.Url}?****");
        (await stage.GetAsync(PathOf(hook))).GetRawText().ShouldNotContain(Token);
        (await StoredAsync(stage, hook)).ShouldBe($"{stage.Receiver.Url}?****");
        await stage.PublishAsync();
        await stage.Receiver.NextAsync();
        queries.ShouldBe([$"?token={Token}&b=%20c"]);
    }

    [Theory]
    [InlineData("the address as it is shown", "{url}?****")]
    [InlineData("no address", null)]
    public async Task A_change_with_the_shown_address_keeps_the_query(string how, string? url)
    {
        await using var stage = await StageAsync(DatabaseKind.Sqlite);
        var queries = ListenForQueries(stage);
        var hook = await stage.CreateHookAsync(path: $"?token={Token}", more: ""","headers":{"X-Stored":"1"}""");

        var member = url is null
            ? ""
            : $"\"url\":\"{url.Replace("{url}", stage.Receiver.Url, StringComparison.Ordinal)}\",";
        await stage
            .Api.PatchJsonAsync(PathOf(hook), $$"""{ {{member}}"description":"{{how}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        await stage.PublishAsync();
        await stage.Receiver.NextAsync();
        queries.ShouldBe([$"?token={Token}"]);
    }

    [Fact]
    public async Task Another_address_replaces_the_query()
    {
        await using var stage = await StageAsync(DatabaseKind.Sqlite);
        var queries = ListenForQueries(stage);
        var hook = await stage.CreateHookAsync(path: $"?token={Token}");

        await ChangeAsync(stage, hook, stage.Receiver.Url);
        await stage.PublishAsync();
        await stage.Receiver.NextAsync();
        await ChangeAsync(stage, hook, stage.Receiver.Url + "?other=1");
        await stage.PublishAsync();
        await stage.Receiver.NextAsync();

        queries.ShouldBe(["", "?other=1"]);
    }

    [Theory]
    [InlineData("/elsewhere?****")]
    [InlineData("?****")]
    public async Task A_mask_that_is_not_the_shown_address_is_refused(string path)
    {
        await using var stage = await StageAsync(DatabaseKind.Sqlite);
        var hook = await stage.CreateHookAsync();
        await stage
            .Api.PatchJsonAsync(PathOf(hook), $$"""{"url":"{{stage.Receiver.Url}}{{path}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "url");
        await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{stage.Receiver.Url}}{{path}}","events":["*"]}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "url");
    }

    [Fact]
    public async Task One_address_has_one_webhook_with_its_query_too()
    {
        await using var stage = await StageAsync(DatabaseKind.Sqlite);
        var hook = await stage.CreateHookAsync(path: "?tenant=1");
        var other = await stage.CreateHookAsync(path: "?tenant=2");

        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{stage.Receiver.Url}}?tenant=1","events":["*"]}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook_exists", "url");
        await stage
            .Api.PatchJsonAsync(PathOf(other), $$"""{"url":"{{stage.Receiver.Url}}?tenant=1"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook_exists", "url");
        await ChangeAsync(stage, hook, stage.Receiver.Url + "?tenant=1");
    }

    [Theory, EachDatabase]
    public async Task A_query_that_an_earlier_version_stored_as_text_is_sealed(DatabaseKind kind)
    {
        await using var stage = await StageAsync(kind);
        var queries = ListenForQueries(stage);
        var hook = await stage.CreateHookAsync();
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "update endpoints set url = @url where id = @id",
                        new { url = stage.Receiver.Url + "?token=" + Token, id = hook.GetProperty("id").GetGuid() }
                    ),
                default
            );

        await stage.Host.Get<EndpointQueries>().SealStoredAsync(default);

        (await StoredAsync(stage, hook)).ShouldBe($"{stage.Receiver.Url}?****");
        await stage.PublishAsync();
        await stage.Receiver.NextAsync();
        queries.ShouldBe([$"?token={Token}"]);
    }

    private static async Task<OutgoingStage> StageAsync(DatabaseKind kind)
    {
        var stage = await OutgoingStage.StartAsync(kind);
        stage.Host.Canaries.Add("the token in the query", Token);
        return stage;
    }

    private static List<string> ListenForQueries(OutgoingStage stage)
    {
        var queries = new List<string>();
        stage.Receiver.Answer = (_, response) =>
        {
            queries.Add(response.HttpContext.Request.QueryString.Value ?? "");
            return Task.CompletedTask;
        };
        return queries;
    }

    private static Task<string?> StoredAsync(OutgoingStage stage, JsonElement hook) =>
        stage
            .Host.Get<Database>()
            .ReadAsync(
                session =>
                    session.FirstOrDefaultAsync<string>(
                        "select url from endpoints where id = @id",
                        new { id = hook.GetProperty("id").GetGuid() }
                    ),
                default
            );

    private static string PathOf(JsonElement hook) => $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}";

    private static Task ChangeAsync(OutgoingStage stage, JsonElement hook, string url) =>
        stage.Api.PatchJsonAsync(PathOf(hook), $$"""{"url":"{{url}}"}""").ShouldBeAsync(HttpStatusCode.OK);
}
