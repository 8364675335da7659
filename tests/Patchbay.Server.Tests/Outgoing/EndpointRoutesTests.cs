using System.Net;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class EndpointRoutesTests : IAsyncLifetime
{
    private const string Hooks = "/v1/outgoing-webhooks";

    private OutgoingStage _stage = null!;

    private HttpClient Api => _stage.Api;

    public async ValueTask InitializeAsync() => _stage = await OutgoingStage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_generated_secret_has_256_bits_and_is_shown_only_once()
    {
        var hook = await _stage.CreateHookAsync();
        var secret = hook.GetProperty("secret").GetString()!;
        secret.ShouldStartWith("whsec_");
        Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBe(32);

        (await Api.GetStringAsync($"{Hooks}/{OutgoingStage.Id(hook)}")).ShouldNotContain("secret");
        (await Api.GetStringAsync(Hooks)).ShouldNotContain("secret");
        (
            await Api.PatchJsonAsync($"{Hooks}/{OutgoingStage.Id(hook)}", """{"description":"x"}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        )
            .ToString()
            .ShouldNotContain("secret");
    }

    [Fact]
    public async Task The_answer_repeats_a_given_secret_must_not_be_cached_and_hides_header_values()
    {
        using var answer = await Api.PostJsonAsync(
            Hooks,
            $$"""
            {"url":"{{_stage.Receiver.Url}}","events":["message.received"],"secret":"a-test-secret-of-ours",
            "headers":{"Authorization":"Bearer test-value"},"description":"CRM"}
            """
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("a-test-secret-of-ours");
        text.ShouldContain("\"hasHeaders\":true");
        text.ShouldNotContain("test-value");
    }

    [Theory]
    [InlineData("""{"events":["*"]}""", "validation_failed", "url")]
    [InlineData("""{"url":7,"events":["*"]}""", "validation_failed", "url")]
    [InlineData("""{"url":"https://u:p@hooks.example.com","events":["*"]}""", "validation_failed", "url")]
    [InlineData("""{"url":"http://hooks.example.com","events":["*"]}""", "address_not_allowed", "url")]
    [InlineData("""{"url":"https://10.0.0.1/x","events":["*"]}""", "address_not_allowed", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest","events":["*"]}""", "address_not_allowed", "url")]
    [InlineData("""{"url":"https://hooks.example.com"}""", "validation_failed", "events")]
    [InlineData("""{"url":"https://hooks.example.com","events":[]}""", "validation_failed", "events")]
    [InlineData("""{"url":"https://hooks.example.com","events":["message.exploded"]}""", "validation_failed", "events")]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"secret":"short"}""",
        "validation_failed",
        "secret"
    )]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"headers":{"Host":"x"}}""",
        "validation_failed",
        "headers"
    )]
    [InlineData("""{"url":"https://hooks.example.com","events":["*"],"format":"xml"}""", "validation_failed", "format")]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"ordering":"fifo"}""",
        "validation_failed",
        "ordering"
    )]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"ordering":"Strict"}""",
        "validation_failed",
        "ordering"
    )]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"ordering":""}""",
        "validation_failed",
        "ordering"
    )]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"description":"a\u0007b"}""",
        "validation_failed",
        "description"
    )]
    [InlineData(
        """{"url":"https://hooks.example.com","events":["*"],"description":"a\u0000b"}""",
        "invalid_json",
        null
    )]
    public async Task Bad_input_is_refused_and_nothing_is_stored(string body, string reason, string? field)
    {
        await Api.PostJsonAsync(Hooks, body).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, reason, field);
        (await _stage.GetAsync(Hooks)).GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("wabaId")]
    [InlineData("phoneNumberId")]
    public Task Binding_to_an_account_or_number_of_another_tenant_is_refused(string field) =>
        Api.PostJsonAsync(
                Hooks,
                $$"""{"url":"https://hooks.example.com","events":["*"],"{{field}}":"{{Guid.Empty}}"}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found", field);

    [Fact]
    public Task Production_keys_cannot_name_a_loopback_address() =>
        _stage
            .Acme.Production.PostJsonAsync(Hooks, $$"""{"url":"{{_stage.Receiver.Url}}","events":["*"]}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "address_not_allowed", "url");

    [Fact]
    public async Task A_patch_changes_only_the_members_it_names()
    {
        var hook = await _stage.CreateHookAsync(more: ""","description":"CRM","headers":{"X-Tenant":"1"}""");
        var path = $"{Hooks}/{OutgoingStage.Id(hook)}";
        var changed = (
            await Api.PatchJsonAsync(path, """{"events":["message.read"],"isActive":false}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
        changed.GetProperty("events")[0].GetString().ShouldBe("message.read");
        changed.GetProperty("isActive").GetBoolean().ShouldBeFalse();
        changed.GetProperty("description").GetString().ShouldBe("CRM");
        changed.GetProperty("hasHeaders").GetBoolean().ShouldBeTrue();
        changed.GetProperty("url").GetString().ShouldBe(_stage.Receiver.Url);

        changed = (
            await Api.PatchJsonAsync(path, """{"isActive":true,"headers":{}}""").ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
        changed.GetProperty("isActive").GetBoolean().ShouldBeTrue();
        changed.GetProperty("hasHeaders").GetBoolean().ShouldBeFalse();
        await Api.PatchJsonAsync(path, """{"url":"https://127.0.0.1.:99999/"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "url");
    }

    [Theory]
    [InlineData("conversation")]
    [InlineData("strict")]
    [InlineData("none")]
    public async Task An_ordering_is_stored_and_an_unknown_ordering_changes_nothing(string ordering)
    {
        var path =
            $"{Hooks}/{OutgoingStage.Id(await _stage.CreateHookAsync(more: $$""","ordering":"{{ordering}}" """))}";
        await Api.PatchJsonAsync(path, """{"ordering":"fifo","description":"x"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "ordering");
        var hook = await _stage.GetAsync(path);
        hook.GetProperty("ordering").GetString().ShouldBe(ordering);
        hook.TryGetProperty("description", out var description)
            .ShouldBe(description.ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_deleted_webhook_and_its_deliveries_are_not_found()
    {
        var hook = await _stage.CreateHookAsync();
        await _stage.PublishAsync();
        var delivery = OutgoingStage.Id((await _stage.DeliveriesAsync(hook))[0]);
        await Api.DeleteAsync($"{Hooks}/{OutgoingStage.Id(hook)}").ShouldBeAsync(HttpStatusCode.NoContent);
        await Api.GetAsync($"{Hooks}/{OutgoingStage.Id(hook)}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await Api.GetAsync($"/v1/webhook-deliveries/{delivery}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await Api.DeleteAsync($"{Hooks}/{OutgoingStage.Id(hook)}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task No_route_shows_the_webhooks_of_another_tenant()
    {
        var hook = await _stage.CreateHookAsync();
        await _stage.PublishAsync();
        var (own, delivery) = (
            $"{Hooks}/{OutgoingStage.Id(hook)}",
            $"/v1/webhook-deliveries/{OutgoingStage.Id((await _stage.DeliveriesAsync(hook))[0])}"
        );
        foreach (
            var stranger in new[]
            {
                (await _stage.Host.CreateOrganizationAsync("Other")).Sandbox,
                _stage.Acme.Production,
            }
        )
        {
            (await stranger.GetStringAsync(Hooks)).ShouldNotContain(OutgoingStage.Id(hook));
            foreach (var path in new[] { own, $"{own}/deliveries", delivery })
                await NotFoundAsync(stranger.GetAsync(path));
            foreach (var path in new[] { $"{own}/test", $"{own}/rotate-secret", $"{delivery}/resend" })
                await NotFoundAsync(stranger.PostAsync(path, null));
            await NotFoundAsync(stranger.PostJsonAsync($"{own}/recover", """{"since":"2020-01-01T00:00:00Z"}"""));
            await NotFoundAsync(stranger.PatchJsonAsync(own, """{"isActive":false}"""));
            await NotFoundAsync(stranger.DeleteAsync(own));
        }
        (await _stage.GetAsync(own)).GetProperty("isActive").GetBoolean().ShouldBeTrue();

        static Task NotFoundAsync(Task<HttpResponseMessage> call) =>
            call.ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Reading_and_writing_need_their_scopes()
    {
        var hook = await _stage.CreateHookAsync();
        using var reader = await _stage.Host.ClientAsync(_stage.Acme.SandboxTenant, Scopes.WebhooksRead);
        using var writer = await _stage.Host.ClientAsync(_stage.Acme.SandboxTenant, Scopes.WebhooksWrite);
        await reader.GetAsync(Hooks).ShouldBeAsync(HttpStatusCode.OK);
        await writer.GetAsync(Hooks).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await reader
            .PostAsync($"{Hooks}/{OutgoingStage.Id(hook)}/test", null)
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await writer.PostAsync($"{Hooks}/{OutgoingStage.Id(hook)}/test", null).ShouldBeAsync(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("{}", "since")]
    [InlineData("""{"since":"yesterday"}""", "since")]
    [InlineData("""{"since":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}""", "until")]
    public async Task A_period_to_recover_must_begin_before_it_ends(string body, string field) =>
        await Api.PostJsonAsync($"{Hooks}/{OutgoingStage.Id(await _stage.CreateHookAsync())}/recover", body)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
}
