using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations;

public sealed class KeyRotationTests : IAsyncDisposable
{
    private Stage? _stage;

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task Both_secrets_work_during_the_overlap_and_then_only_the_new_one(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var old = await MakeAsync(stage, """{"name":"CI","scopes":["phones:read"],"role":"supervisor"}""");
        var made = await RotateAsync(stage.Api, old, """{"overlapSeconds":3600}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var next = made.GetProperty("data");
        (next.Text("name"), next.Text("role")).ShouldBe(("CI", "supervisor"));
        next.GetProperty("scopes").GetRawText().ShouldBe("""["phones:read"]""");
        await ShouldWorkAsync(stage, old, next);

        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage
            .Host.ClientWith(old.Text("key")!)
            .GetAsync("/v1/phones")
            .ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "expired_api_key");
        await ShouldWorkAsync(stage, next);
    }

    [Fact]
    public async Task Without_an_overlap_named_the_old_secret_works_for_a_day()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var old = await MakeAsync(stage, """{"name":"CI"}""");
        await RotateAsync(stage.Api, old, "{}").ShouldBeAsync(HttpStatusCode.Created);
        stage.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await ShouldWorkAsync(stage, old);
    }

    [Theory, EachDatabase]
    public async Task The_old_secret_ends_at_once_on_request(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var old = await MakeAsync(stage, """{"name":"CI"}""");
        await RotateAsync(stage.Api, old, """{"overlapSeconds":0}""").ShouldBeAsync(HttpStatusCode.Created);
        await ShouldBeRefusedAsync(stage, old);

        var other = await MakeAsync(stage, """{"name":"CI"}""");
        await RotateAsync(stage.Api, other, "{}").ShouldBeAsync(HttpStatusCode.Created);
        await ShouldWorkAsync(stage, other);
        await stage.Api.DeleteAsync($"/v1/api-keys/{other.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        await ShouldBeRefusedAsync(stage, other);
    }

    [Theory, EachDatabase]
    public async Task A_key_is_rotated_once_also_in_parallel(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var old = await MakeAsync(stage, """{"name":"CI"}""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RotateAsync(stage.Api, old, "{}")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(3);
    }

    [Fact]
    public async Task A_key_that_ends_is_replaced_by_one_that_ends_with_it()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var end = stage.Clock.GetUtcNow().AddMinutes(10);
        var old = await MakeAsync(stage, $$"""{"name":"CI","expiresAt":"{{end:O}}"}""");
        var next = (await RotateAsync(stage.Api, old, "{}").ShouldBeAsync(HttpStatusCode.Created)).GetProperty("data");
        next.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(end);
        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        await ShouldBeRefusedAsync(stage, old);
        await ShouldBeRefusedAsync(stage, next);
        await RotateAsync(stage.Api, next, "{}").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task A_caller_rotates_no_key_with_more_rights_but_always_itself()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var strong = await MakeAsync(stage, """{"name":"strong"}""");
        var weak = await MakeAsync(stage, """{"name":"weak","scopes":["api_keys:admin"]}""");
        using var asWeak = stage.Host.ClientWith(weak.Text("key")!);
        await RotateAsync(asWeak, strong, "{}").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await RotateAsync(asWeak, weak, "{}").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"overlapSeconds":-1}""")]
    [InlineData("""{"overlapSeconds":604801}""")]
    [InlineData("""{"overlapSeconds":"soon"}""")]
    [InlineData("""{"overlapSeconds":1.5}""")]
    public async Task A_bad_overlap_is_refused(string body)
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var old = await MakeAsync(stage, """{"name":"CI"}""");
        await RotateAsync(stage.Api, old, body)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "overlapSeconds");
    }

    private async Task<Stage> StartAsync(DatabaseKind kind) => _stage = await Stage.StartAsync(kind);

    private static async Task<JsonElement> MakeAsync(Stage stage, string body) =>
        (await stage.Api.PostJsonAsync("/v1/api-keys", body).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("data");

    private static Task<HttpResponseMessage> RotateAsync(HttpClient client, JsonElement key, string body) =>
        client.PostJsonAsync($"/v1/api-keys/{key.Id()}/rotate", body);

    private static async Task ShouldWorkAsync(Stage stage, params JsonElement[] keys)
    {
        foreach (var key in keys)
        {
            using var client = stage.Host.ClientWith(key.Text("key")!);
            await client.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
        }
    }

    private static async Task ShouldBeRefusedAsync(Stage stage, JsonElement key)
    {
        using var client = stage.Host.ClientWith(key.Text("key")!);
        await client.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.Unauthorized);
    }
}
