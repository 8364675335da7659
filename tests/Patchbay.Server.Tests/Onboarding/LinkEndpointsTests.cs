using System.Net;
using System.Text.Json;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Onboarding;

public sealed class LinkEndpointsTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_new_link_answers_with_the_documented_fields_in_order_and_shows_its_secret_once()
    {
        using var response = await _stage.Api.PostJsonAsync(
            "/v1/onboarding-links",
            """
            {"name":"Acme Corp","externalId":"customer-123","metadata":{"customerId":"customer-123"},
             "redirectUrl":"https://myapp.com/whatsapp/callback",
             "webhookUrl":"https://myapp.com/webhooks/whatsapp","webhookSecret":"whsec_my_secret_key_123",
             "webhookEvents":["message.received","message.sent"]}
            """
        );
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var link = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("data");

        link.EnumerateObject()
            .Select(member => member.Name)
            .Take(16)
            .ShouldBe([
                "id",
                "name",
                "status",
                "externalId",
                "metadata",
                "redirectUrl",
                "hostedUrl",
                "phoneNumberId",
                "phoneNumber",
                "wabaId",
                "isPhoneRegistered",
                "webhookUrl",
                "webhookSecret",
                "webhookEvents",
                "createdAt",
                "completedAt",
            ]);
        link.GetProperty("status").GetString().ShouldBe("pending");
        link.GetProperty("hostedUrl").GetString().ShouldEndWith($"/signup/{link.GetProperty("id").GetString()}");
        link.GetProperty("webhookSecret").GetString().ShouldBe("whsec_my_secret_key_123");
        link.GetProperty("createdAt").GetString().ShouldBe("2026-01-15T10:30:00.000Z");

        var read = await _stage
            .Api.GetAsync($"/v1/onboarding-links/{link.GetProperty("id").GetString()}")
            .ShouldBeAsync(HttpStatusCode.OK);
        read.ToString().ShouldNotContain("whsec_my_secret_key_123");
        read.GetProperty("data").TryGetProperty("webhookSecret", out _).ShouldBeFalse();
        read.GetProperty("data").GetProperty("webhookUrl").GetString().ShouldBe("https://myapp.com/webhooks/whatsapp");
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"x","externalId":""}""", "externalId")]
    [InlineData("""{"name":"x","metadata":[]}""", "metadata")]
    [InlineData("""{"name":"x","metadata":"text"}""", "metadata")]
    [InlineData("""{"name":"x","redirectUrl":"http://myapp.com"}""", "redirectUrl")]
    [InlineData("""{"name":"x","redirectUrl":"https://u:p@myapp.com"}""", "redirectUrl")]
    [InlineData("""{"name":"x","redirectUrl":"https://myapp.com/#x"}""", "redirectUrl")]
    [InlineData("""{"name":"x","webhookSecret":"0123456789abcdef"}""", "webhookSecret")]
    [InlineData("""{"name":"x","webhookEvents":["*"]}""", "webhookEvents")]
    [InlineData("""{"name":"x","webhookUrl":"https://myapp.com"}""", "webhookEvents")]
    [InlineData("""{"name":"x","webhookUrl":"https://myapp.com","webhookEvents":[]}""", "webhookEvents")]
    [InlineData("""{"name":"x","webhookUrl":"https://myapp.com","webhookEvents":["message.eaten"]}""", "webhookEvents")]
    [InlineData("""{"name":"x","webhookUrl":"https://myapp.com","webhookEvents":[null]}""", "webhookEvents")]
    [InlineData(
        """{"name":"x","webhookUrl":"https://myapp.com","webhookEvents":["*"],"webhookSecret":"short"}""",
        "webhookSecret"
    )]
    [InlineData("""{"name":"x","webhookUrl":"ftp://myapp.com","webhookEvents":["*"]}""", "webhookUrl")]
    [InlineData("""{"name":"x","webhookUrl":"https://10.0.0.1/x","webhookEvents":["*"]}""", "webhookUrl")]
    [InlineData("""{"name":"x","expiresInSeconds":5}""", "expiresInSeconds")]
    [InlineData("""{"name":"x","expiresInSeconds":1.5}""", "expiresInSeconds")]
    [InlineData("""{"name":"x","theme":{"accentColor":"red;}"}}""", "theme.accentColor")]
    [InlineData("""{"name":"x","locale":"xx"}""", "locale")]
    [InlineData("""{"name":"x","allowedConnectionTypes":["fax"]}""", "allowedConnectionTypes")]
    public async Task Bad_input_is_refused_names_the_field_and_stores_nothing(string body, string field)
    {
        var error = (
            await _stage.Api.PostJsonAsync("/v1/onboarding-links", body).ShouldBeAsync(HttpStatusCode.BadRequest)
        ).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("VALIDATION_ERROR");
        error.GetProperty("field").GetString()!.ShouldStartWith(field);
        (await ListAsync("")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Metadata_may_have_16_KB_and_no_more()
    {
        string Body(int bytes) => $$$"""{"name":"x","metadata":{"a":"{{{new string('x', bytes - 8)}}}"}}""";
        await _stage.Api.PostJsonAsync("/v1/onboarding-links", Body(16 * 1024)).ShouldBeAsync(HttpStatusCode.Created);
        await _stage
            .Api.PostJsonAsync("/v1/onboarding-links", Body((16 * 1024) + 1))
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "metadata");
    }

    [Fact]
    public async Task Lists_are_newest_first_paged_and_filtered()
    {
        await CreateAsync("""{"name":"one","externalId":"a"}""");
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await CreateAsync("""{"name":"two","externalId":"b","expiresInSeconds":60}""");
        _stage.Clock.Advance(TimeSpan.FromSeconds(61));
        await CreateAsync("""{"name":"three","externalId":"a"}""");

        (await NamesAsync("")).ShouldBe(["three", "two", "one"]);
        (await NamesAsync("?limit=1&page=2")).ShouldBe(["two"]);
        (await NamesAsync("?externalId=a")).ShouldBe(["three", "one"]);
        (await NamesAsync("?status=expired")).ShouldBe(["two"]);
        (await NamesAsync("?status=pending")).ShouldBe(["three", "one"]);
        (await NamesAsync("?status=completed")).ShouldBeEmpty();
        var meta = (await _stage.Api.GetAsync("/v1/onboarding-links?limit=2").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("meta")
            .GetProperty("pagination");
        meta.ToString().ShouldBe("""{"page":1,"limit":2,"total":3,"hasMore":true}""");
    }

    [Theory]
    [InlineData("?page=0", "page")]
    [InlineData("?page=x", "page")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?status=done", "status")]
    [InlineData("?externalId=a%00b", "externalId")]
    public Task A_bad_query_is_refused(string query, string field) =>
        _stage
            .Api.GetAsync("/v1/onboarding-links" + query)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);

    [Fact]
    public async Task A_pending_link_can_be_deleted_and_a_completed_link_cannot()
    {
        var pending = await _stage.CreateLinkAsync();
        await _stage.Api.DeleteAsync($"/v1/onboarding-links/{pending.Id}").ShouldBeAsync(HttpStatusCode.NoContent);
        await _stage
            .Api.GetAsync($"/v1/onboarding-links/{pending.Id}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");

        var phone = await _stage.ConnectAsync();
        var error = await _stage
            .Api.DeleteAsync($"/v1/onboarding-links/{phone.Link.Id}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "link_completed");
        error.GetProperty("message").GetString().ShouldBe("Only pending links can be deleted.");
    }

    [Fact]
    public async Task A_link_of_another_organization_or_environment_answers_like_an_unknown_link()
    {
        var link = await _stage.CreateLinkAsync();
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        foreach (var client in new[] { other.Sandbox, _stage.Organization.Production })
        {
            var foreign = await client
                .GetAsync($"/v1/onboarding-links/{link.Id}")
                .ShouldBeAsync(HttpStatusCode.NotFound);
            var unknown = await client
                .GetAsync("/v1/onboarding-links/550e8400-e29b-41d4-a716-446655440000")
                .ShouldBeAsync(HttpStatusCode.NotFound);
            var malformed = await client
                .GetAsync("/v1/onboarding-links/nonsense")
                .ShouldBeAsync(HttpStatusCode.NotFound);
            string Core(JsonElement answer) =>
                answer.GetProperty("error").GetProperty("message").GetString()
                + answer.GetProperty("error").GetProperty("reason").GetString();
            Core(foreign).ShouldBe(Core(unknown));
            Core(malformed).ShouldBe(Core(unknown));
            await client
                .DeleteAsync($"/v1/onboarding-links/{link.Id}")
                .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        }
        (await link.ReadAsync()).GetProperty("status").GetString().ShouldBe("pending");
    }

    [Fact]
    public async Task Reading_and_writing_need_their_scopes()
    {
        using var reader = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, Scopes.OnboardingLinksRead);
        using var writer = await _stage.Host.ClientAsync(
            _stage.Organization.SandboxTenant,
            Scopes.OnboardingLinksWrite
        );
        await reader.GetAsync("/v1/onboarding-links").ShouldBeAsync(HttpStatusCode.OK);
        await reader
            .PostJsonAsync("/v1/onboarding-links", """{"name":"x"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await writer
            .GetAsync("/v1/onboarding-links")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await writer.PostJsonAsync("/v1/onboarding-links", """{"name":"x"}""").ShouldBeAsync(HttpStatusCode.Created);
    }

    private Task<JsonElement> CreateAsync(string json) =>
        _stage.Api.PostJsonAsync("/v1/onboarding-links", json).ShouldBeAsync(HttpStatusCode.Created);

    private async Task<JsonElement> ListAsync(string query) =>
        (await _stage.Api.GetAsync("/v1/onboarding-links" + query).ShouldBeAsync(HttpStatusCode.OK)).GetProperty(
            "data"
        );

    private async Task<IEnumerable<string?>> NamesAsync(string query) =>
        (await ListAsync(query)).EnumerateArray().Select(link => link.GetProperty("name").GetString());
}
