using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Surfaces;

/// <summary>Names that people see on pages and in lists obey one rule on every surface.</summary>
public sealed class ShownNamesTests : IAsyncLifetime
{
    private const string Hidden = "Pad\u202earia\u200b \u001b\u2066Aurora\r\n";

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("/v1/api-keys", "name")]
    [InlineData("/api/users", "name")]
    [InlineData("/v1/onboarding-links", "name")]
    [InlineData("/v1/instances", "name")]
    [InlineData("/api/divisions", "name")]
    [InlineData("/api/integrations/accounts", "display_name")]
    public async Task Hidden_characters_are_not_kept(string path, string member)
    {
        using var answer = await MakeAsync(path, member, Hidden);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{member}\":\"Padaria Aurora\"");
    }

    [Theory]
    [InlineData("/v1/api-keys", "name")]
    [InlineData("/api/users", "name")]
    [InlineData("/v1/onboarding-links", "name")]
    [InlineData("/v1/instances", "name")]
    [InlineData("/api/divisions", "name")]
    [InlineData("/api/integrations/accounts", "display_name")]
    [InlineData("/api/integrations/messenger/connect-link", "name")]
    public async Task A_name_that_cannot_be_seen_or_is_too_long_is_refused_and_named(string path, string member)
    {
        foreach (var name in new[] { "", " ", "\u200b", "\u202e\u2069", new string('x', 81) })
        {
            using var answer = await MakeAsync(path, member, name);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
            (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{member}\"");
        }
        using var longest = await MakeAsync(path, member, new string('x', 80));
        longest.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_hosted_page_shows_the_name_without_hidden_characters()
    {
        var link = await _stage.CreateLinkAsync("""{"name":"Pad\u202earia\u200b Aurora"}""");
        await using var page = await link.OpenAsync();
        page.Html.ShouldContain("<bdi>Padaria Aurora</bdi>");
    }

    [Fact]
    public async Task A_webhooks_description_has_no_hidden_characters()
    {
        foreach (var description in new[] { "a\u202eb", "a\u200bb", "a\nb" })
        {
            await _stage
                .Api.PostJsonAsync(
                    "/v1/outgoing-webhooks",
                    new JsonObject
                    {
                        ["url"] = "https://example.com/hook",
                        ["events"] = new JsonArray("*"),
                        ["description"] = description,
                    }.ToJsonString()
                )
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "description");
        }
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("users")]
    public async Task An_organization_is_not_made_with_a_name_that_hides_something(string command)
    {
        string[] args =
        [
            "create",
            "--org",
            "Ac\u202eme",
            .. command == "users" ? ["--email", "a@b.example"] : Array.Empty<string>(),
        ];
        var services = _stage.Host.Services;
        var exit =
            command == "keys"
                ? await Patchbay.Server.Organizations.KeysCommand.RunAsync(services, args)
                : await Patchbay.Server.Organizations.Users.UsersCommand.RunAsync(services, args);
        exit.ShouldBe(1);
    }

    private Task<HttpResponseMessage> MakeAsync(string path, string member, string name)
    {
        var body = new JsonObject { [member] = name };
        if (path.EndsWith("/accounts", StringComparison.Ordinal))
        {
            body["channel"] = "email";
            body["account_key"] = "k" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            body["config"] = new JsonObject
            {
                ["from_address"] = "a@b.example",
                ["smtp_host"] = "smtp.acme.example",
                ["smtp_port"] = 587,
                ["smtp_security"] = "tls",
                ["smtp_username"] = "u",
                ["smtp_password"] = "p",
            };
        }
        if (path == "/api/users")
        {
            body["email"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + "@acme.example";
            body["password"] = "unrelated-words-make-7-lanterns";
            body["role"] = "agent";
        }
        return _stage.Api.PostJsonAsync(path, body.ToJsonString());
    }
}
