using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Server.Tests.Organizations.Users;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Audit;

/// <summary>The audit log tells who changed who may do what, and which attempts were refused.</summary>
public sealed class AuditOfRightsTests : IAsyncDisposable
{
    private Stage? _stage;

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task Keys_are_told_when_made_rotated_and_revoked(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var made = (
            await stage.Api.PostJsonAsync("/v1/api-keys", """{"name":"CI"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        await stage.Api.PostJsonAsync($"/v1/api-keys/{made.Id()}/rotate", "{}").ShouldBeAsync(HttpStatusCode.Created);
        await stage.Api.DeleteAsync($"/v1/api-keys/{made.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        var events = await EventsAsync(stage, $"resource_id={made.Id()}");
        Actions(events).ShouldBe(["api_key.created", "api_key.rotated", "api_key.revoked"], ignoreOrder: true);
        events.ShouldAllBe(entry =>
            entry.Text("request_id")!.StartsWith("req_", StringComparison.Ordinal)
            && entry.Text("ip_address") == "127.0.0.1"
            && entry.GetProperty("actor").Text("type") == "api_key"
        );
    }

    [Theory, EachDatabase]
    public async Task Users_sessions_and_passwords_are_told(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var bob = await stage.Api.CreateUserAsync("bob@acme.example", "agent");
        using var asBob = await stage.Host.AsUserAsync("bob@acme.example");
        using var other = await stage.Host.AsUserAsync("bob@acme.example");
        await stage.Host.LoginAsync("bob@acme.example", "wrong").ShouldBeAsync(HttpStatusCode.Unauthorized);
        await asBob.DeleteAsync("/api/auth/sessions").ShouldBeAsync(HttpStatusCode.NoContent);
        await asBob
            .PostJsonAsync(
                "/api/auth/password",
                $$"""{"current_password":"{{UserStage.Password}}","password":"purple ladder moonlight canyon"}"""
            )
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await stage
            .Api.PatchJsonAsync($"/api/users/{bob.Id()}", """{"role":"supervisor","name":"Bob"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        var events = await EventuallyAsync(stage, $"resource_id={bob.Id()}", count: 7);
        Actions(events)
            .ShouldBe(
                [
                    "user.created",
                    "user.login",
                    "user.login",
                    "user.login",
                    "user.sessions_ended",
                    "user.password_changed",
                    "user.updated",
                ],
                ignoreOrder: true
            );
        events.Single(entry => entry.Text("result") == "failed").Text("reason").ShouldBe("password_wrong");
        events
            .Single(entry => entry.Text("action") == "user.updated")
            .GetProperty("details")
            .Text("changed")
            .ShouldBe("name, role (supervisor)");
    }

    [Theory, EachDatabase]
    public async Task Refused_keys_are_told_once_a_minute_with_their_number(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var made = (
            await stage.Api.PostJsonAsync("/v1/api-keys", """{"name":"CI"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        await stage.Api.DeleteAsync($"/v1/api-keys/{made.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        using var revoked = stage.Host.ClientWith(made.Text("key")!);
        for (var attempt = 0; attempt < 20; attempt++)
            await revoked.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.Unauthorized);
        var first = (await EventuallyAsync(stage, "action=api_key.refused", count: 1)).Single();
        (first.Text("reason"), first.Text("resource_id"), first.Text("ip_address")).ShouldBe(
            ("revoked_key", made.Id(), "127.0.0.1")
        );
        first.Text("request_id")!.ShouldStartWith("req_");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await revoked.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.Unauthorized);
        var events = await EventuallyAsync(stage, "action=api_key.refused", count: 2);
        events[0].GetProperty("details").Text("attempts").ShouldBe("20");
    }

    [Fact]
    public async Task A_caller_without_the_right_is_told()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        using var agent = await stage.Host.ClientAsync(stage.Organization.SandboxTenant, "agent", []);
        await agent.GetAsync("/v1/onboarding-links").ShouldBeAsync(HttpStatusCode.Forbidden);
        var told = (await EventuallyAsync(stage, "action=request.refused", count: 1)).Single();
        (told.Text("reason"), told.GetProperty("details").Text("route")).ShouldBe(
            ("insufficient_role", "/v1/onboarding-links")
        );
    }

    [Theory, EachDatabase]
    public async Task Webhooks_are_told_with_the_names_of_what_changed_and_no_value(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        const string root = "/v1/outgoing-webhooks",
            header = "canary-header-value";
        var made = await stage
            .Api.PostJsonAsync(
                root,
                $$$"""
                {"url":"https://example.com/hook","events":["message.received"],"headers":{"X-Key":"{{{header}}}"}}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{root}/{made.GetProperty("data").Id()}";
        await stage
            .Api.PatchJsonAsync(path, $$$"""{"url":"https://example.com/other","headers":{"X-Key":"{{{header}}}2"}}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage.Api.PatchJsonAsync(path, """{"url":"nonsense"}""").ShouldBeAsync(HttpStatusCode.BadRequest);
        await stage.Api.PostAsync($"{path}/rotate-secret", null).ShouldBeAsync(HttpStatusCode.OK);
        await stage.Api.DeleteAsync(path).ShouldBeAsync(HttpStatusCode.NoContent);
        var events = await EventsAsync(stage, $"resource_id={made.GetProperty("data").Id()}");
        Actions(events)
            .ShouldBe(
                ["webhook.created", "webhook.updated", "webhook.secret_rotated", "webhook.deleted"],
                ignoreOrder: true
            );
        events
            .Single(entry => entry.Text("action") == "webhook.updated")
            .GetProperty("details")
            .Text("changed")
            .ShouldBe("url, headers");
        events.ShouldAllBe(entry => !entry.GetRawText().Contains(header, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/onboarding-links", """{"name":"Acme"}""", "onboarding_link")]
    [InlineData("/v1/instances", """{"name":"bot"}""", "instance")]
    public async Task Links_and_instances_are_told_when_made_and_removed(string path, string body, string resource)
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var made = await stage.Api.PostJsonAsync(path, body).ShouldBeAsync(HttpStatusCode.Created);
        var id = (made.TryGetProperty("data", out var data) ? data : made).Id();
        (await stage.Api.PostJsonAsync(path, """{"name":7}""")).IsSuccessStatusCode.ShouldBeFalse();
        await stage.Api.DeleteAsync($"{path}/{id}").ShouldBeAsync(HttpStatusCode.NoContent);
        await stage.Api.DeleteAsync($"{path}/{id}").ShouldBeAsync(HttpStatusCode.NotFound);
        Actions(await EventsAsync(stage, ""))
            .ShouldBe([$"{resource}.created", $"{resource}.deleted"], ignoreOrder: true);
    }

    private async Task<Stage> StartAsync(DatabaseKind kind) => _stage = await Stage.StartAsync(kind);

    /// <summary>Refusals and log-ins are written after their answer, so a reader may come first.</summary>
    private static async Task<IReadOnlyList<JsonElement>> EventuallyAsync(Stage stage, string query, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        IReadOnlyList<JsonElement> events;
        do events = await EventsAsync(stage, query);
        while (events.Count < count && !patience.IsCancellationRequested);
        events.Count.ShouldBe(count);
        return events;
    }

    private static async Task<IReadOnlyList<JsonElement>> EventsAsync(Stage stage, string query) =>
        [
            .. (await stage.Api.GetAsync($"/v1/audit-events?{query}").ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("data")
                .EnumerateArray(),
        ];

    private static IEnumerable<string?> Actions(IEnumerable<JsonElement> events) =>
        events.Select(entry => entry.Text("action"));
}
