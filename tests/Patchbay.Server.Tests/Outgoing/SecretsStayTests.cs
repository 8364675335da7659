using System.Net;
using System.Text.Json;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>The stored headers of a webhook never follow it to another origin.</summary>
public sealed class SecretsStayTests
{
    [Theory]
    [InlineData("another port", "http://localhost:6295/hook")]
    [InlineData("another scheme", "https://localhost:6294/hook")]
    [InlineData("another host", "http://127.0.0.1:6294/hook")]
    [InlineData("another public host", "https://evil.example/hook")]
    public async Task Another_origin_needs_the_headers_again(string what, string url)
    {
        await using var stage = await OutgoingStage.StartAsync();
        var path = await HookAsync(stage);

        await stage
            .Api.PatchJsonAsync(path, $$"""{"url":"{{url}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "headers");

        var kept = await stage.GetAsync(path);
        kept.GetProperty("url").GetString().ShouldBe("http://localhost:6294/hook", what);
        kept.GetProperty("hasHeaders").GetBoolean().ShouldBeTrue();
        (await ChangeAsync(stage, path, $$"""{"url":"{{url}}","headers":{"X-Other":"1"} }"""))
            .GetProperty("url")
            .GetString()
            .ShouldBe(url);
    }

    [Fact]
    public async Task Empty_headers_drop_the_stored_ones()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var path = await HookAsync(stage);

        var moved = await ChangeAsync(stage, path, """{"url":"https://evil.example/hook","headers":{}}""");

        moved.GetProperty("hasHeaders").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://localhost:6294/elsewhere")]
    [InlineData("http://LOCALHOST:6294/hook")]
    public async Task Another_path_of_the_same_origin_keeps_the_headers(string url)
    {
        await using var stage = await OutgoingStage.StartAsync();
        var path = await HookAsync(stage);

        var moved = await ChangeAsync(stage, path, $$"""{"url":"{{url}}"}""");

        moved.GetProperty("hasHeaders").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_webhook_without_headers_moves_freely()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var made = await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", """{"url":"https://a.example/hook","events":["*"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        await ChangeAsync(stage, PathOf(made), """{"url":"https://b.example/hook"}""");
    }

    private static async Task<string> HookAsync(OutgoingStage stage) =>
        PathOf(
            await stage
                .Api.PostJsonAsync(
                    "/v1/outgoing-webhooks",
                    """
                    {"url":"http://localhost:6294/hook","events":["message.read"],
                    "headers":{"Authorization":"Bearer stored-canary"}}
                    """
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        );

    private static string PathOf(JsonElement made) =>
        $"/v1/outgoing-webhooks/{OutgoingStage.Id(made.GetProperty("data"))}";

    private static async Task<JsonElement> ChangeAsync(OutgoingStage stage, string path, string body) =>
        (await stage.Api.PatchJsonAsync(path, body).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");
}
