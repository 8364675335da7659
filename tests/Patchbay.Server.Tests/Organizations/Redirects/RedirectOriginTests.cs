using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Links;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Redirects;

/// <summary>Where an organization lets links send a browser.</summary>
public sealed class RedirectOriginTests
{
    private const string Route = "/v1/redirect-origins",
        Links = "/v1/onboarding-links";

    private static readonly string[] Members = ["redirectUrl", "failureUrl", "refreshUrl"];

    [Theory, EachDatabase]
    public async Task In_production_no_origin_is_allowed_until_it_is_listed(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var api = stage.Organization.Production;
        foreach (var member in Members)
        {
            var refused = await MakeAsync(api, member, "https://app.example/done")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", member);
            var sentence = refused.GetProperty("message").GetString()!;
            sentence.ShouldContain("PUT /v1/redirect-origins");
            sentence.ShouldContain("./patchbay redirect-origins add");
        }

        await SetAsync(api, "https://app.example").ShouldBeAsync(HttpStatusCode.OK);

        foreach (var member in Members)
        {
            await MakeAsync(api, member, "https://app.example/done").ShouldBeAsync(HttpStatusCode.Created);
            await MakeAsync(api, member, "https://evil.example/done")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", member);
        }
    }

    [Theory, EachDatabase]
    public async Task The_list_is_set_listed_and_shortened_for_one_environment_of_one_organization(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var (production, sandbox) = (stage.Organization.Production, stage.Organization.Sandbox);
        var other = await stage.Host.CreateOrganizationAsync("Other");
        (await ReadAsync(production)).ShouldBe("none: ");
        (await ReadAsync(sandbox)).ShouldBe("any_https: ");

        await SetAsync(production, "https://B.example:443", "https://a.example/", "https://b.example")
            .ShouldBeAsync(HttpStatusCode.OK);

        (await ReadAsync(production)).ShouldBe("listed: https://a.example https://b.example");
        (await ReadAsync(sandbox)).ShouldBe("any_https: ");
        (await ReadAsync(other.Production)).ShouldBe("none: ");
        await production.DeleteAsync($"{Route}?origin=https://a.example").ShouldBeAsync(HttpStatusCode.NoContent);
        await production
            .DeleteAsync($"{Route}?origin=https://a.example")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        (await ReadAsync(production)).ShouldBe("listed: https://b.example");
        await SetAsync(production).ShouldBeAsync(HttpStatusCode.OK);
        (await ReadAsync(production)).ShouldBe("none: ");
    }

    [Fact]
    public async Task In_the_sandbox_any_https_address_and_this_machine_are_allowed_until_there_is_a_list()
    {
        await using var stage = await Stage.StartAsync();
        await MakeAsync(stage.Api, "redirectUrl", "https://any.example/x").ShouldBeAsync(HttpStatusCode.Created);
        await MakeAsync(stage.Api, "redirectUrl", "http://localhost:3000/x").ShouldBeAsync(HttpStatusCode.Created);

        await SetAsync(stage.Api, "http://localhost:3000").ShouldBeAsync(HttpStatusCode.OK);

        await MakeAsync(stage.Api, "redirectUrl", "http://localhost:3000/x").ShouldBeAsync(HttpStatusCode.Created);
        foreach (var outside in new[] { "https://any.example/x", "http://localhost:3001/x", "https://localhost:3000/" })
        {
            await MakeAsync(stage.Api, "redirectUrl", outside)
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "redirectUrl");
        }
    }

    [Fact]
    public async Task The_links_to_the_connect_page_obey_the_same_list()
    {
        await using var stage = await Stage.StartAsync();
        await SetAsync(stage.Api, "https://app.example").ShouldBeAsync(HttpStatusCode.OK);
        foreach (var channel in new[] { "instagram", "messenger" })
        {
            var refused = await InviteAsync(stage.Api, channel, "https://evil.example/")
                .ShouldBeAsync(HttpStatusCode.BadRequest);
            refused.GetProperty("field").GetString().ShouldBe("redirect_url");
            refused.GetProperty("error").GetString()!.ShouldContain("/v1/redirect-origins");
            await InviteAsync(stage.Api, channel, "https://app.example/x").ShouldBeAsync(HttpStatusCode.Created);
        }
    }

    [Theory]
    [InlineData("redirectUrl")]
    [InlineData("failureUrl")]
    [InlineData("refreshUrl")]
    public async Task The_list_is_looked_at_again_when_an_address_is_used(string member)
    {
        await using var stage = await Stage.StartAsync();
        var made = await MakeAsync(stage.Api, member, "https://my.app/there").ShouldBeAsync(HttpStatusCode.Created);
        var link = stage.LinkOf(made.GetProperty("data"));
        await using var page = await link.OpenAsync();
        await SetAsync(stage.Api, "https://other.app").ShouldBeAsync(HttpStatusCode.OK);

        var failed = await page.CallbackAsync(stage.Meta.SignUp(new() { WithoutNumber = true }));
        failed.GetProperty("redirectUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        await using var again = await link.OpenAsync();
        var done = await again.CallbackAsync(stage.Meta.SignUp());
        done.GetProperty("redirectUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        using var later = await stage.OpenAsync($"/signup/{link.Id}");
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await later.Content.ReadAsStringAsync()).ShouldNotContain("my.app");
    }

    [Theory, EachDatabase]
    public async Task Each_change_is_in_the_audit_log(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await SetAsync(stage.Api, "https://a.example").ShouldBeAsync(HttpStatusCode.OK);
        await SetAsync(stage.Api, "https://a.example").ShouldBeAsync(HttpStatusCode.OK);
        await SetAsync(stage.Api, "https://b.example").ShouldBeAsync(HttpStatusCode.OK);

        var log = (
            await stage
                .Api.GetAsync($"/v1/audit-events?action={RedirectOriginStore.Changed}")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");

        log.GetArrayLength().ShouldBe(2);
        log[0].GetProperty("actor").GetProperty("type").GetString().ShouldBe("api_key");
        log[0]
            .GetProperty("details")
            .GetRawText()
            .ShouldBe("""{"added":["https://b.example"],"removed":["https://a.example"]}""");
    }

    [Theory]
    [InlineData("""{}""", "origins")]
    [InlineData("""{"origins":null}""", "origins")]
    [InlineData("""{"origins":["https://a.example/path"]}""", "origins[0]")]
    [InlineData("""{"origins":["https://a.example?x"]}""", "origins[0]")]
    [InlineData("""{"origins":["https://ok.example","http://a.example"]}""", "origins[1]")]
    [InlineData("""{"origins":["https://ok.example",null]}""", "origins[1]")]
    [InlineData("""{"origins":["https://*.example"]}""", "origins[0]")]
    [InlineData("""{"origins":["javascript:alert(1)"]}""", "origins[0]")]
    [InlineData("""{"origins":["https://u@a.example"]}""", "origins[0]")]
    [InlineData("""{"origins":[],"more":1}""", "more")]
    public async Task A_bad_list_is_refused_and_names_the_field(string body, string field)
    {
        await using var stage = await Stage.StartAsync();
        await stage
            .Api.PutAsync(Route, HttpJson.Json(body))
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
    }

    [Fact]
    public async Task A_key_changes_the_list_only_with_a_scope_that_keys_do_not_have_by_default()
    {
        await using var stage = await Stage.StartAsync();
        using var usual = await stage.Host.ClientAsync(stage.Organization.SandboxTenant, Scopes.Default);
        await SetAsync(usual, "https://evil.example").ShouldBeAsync(HttpStatusCode.Forbidden);
        await usual.DeleteAsync($"{Route}?origin=https://evil.example").ShouldBeAsync(HttpStatusCode.Forbidden);
        await usual.GetAsync(Route).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task The_command_adds_lists_and_removes_origins(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        string[] of = ["--org", "Acme SaaS", "--env", Environments.Production];

        (await RunAsync("add", "https://a.example", "https://b.example")).ShouldBe(0);
        (await ReadAsync(stage.Organization.Production)).ShouldBe("listed: https://a.example https://b.example");
        (await RunAsync("remove", "https://a.example")).ShouldBe(0);
        (await ReadAsync(stage.Organization.Production)).ShouldBe("listed: https://b.example");
        (await RunAsync("set", "https://c.example")).ShouldBe(0);
        (await ReadAsync(stage.Organization.Production)).ShouldBe("listed: https://c.example");
        (await RunAsync("list")).ShouldBe(0);
        (await RunAsync("add", "http://a.example")).ShouldBe(1);
        (await ReadAsync(stage.Organization.Sandbox)).ShouldBe("any_https: ");

        Task<int> RunAsync(string what, params string[] origins) =>
            RedirectOriginsCommand.RunAsync(stage.Host.Services, [what, .. of, .. origins]);
    }

    private static Task<HttpResponseMessage> MakeAsync(HttpClient api, string member, string url) =>
        api.PostJsonAsync(Links, new JsonObject { ["name"] = "x", [member] = url }.ToJsonString());

    private static Task<HttpResponseMessage> InviteAsync(HttpClient api, string channel, string url) =>
        api.PostJsonAsync(
            $"/api/integrations/{channel}/connect-link",
            new JsonObject { ["redirect_url"] = url }.ToJsonString()
        );

    private static Task<HttpResponseMessage> SetAsync(HttpClient api, params string[] origins) =>
        api.PutAsync(
            Route,
            HttpJson.Json(
                new JsonObject
                {
                    ["origins"] = new JsonArray([.. origins.Select(origin => JsonValue.Create(origin))]),
                }.ToJsonString()
            )
        );

    private static async Task<string> ReadAsync(HttpClient api)
    {
        var data = (await api.GetAsync(Route).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");
        var origins = data.GetProperty("origins").EnumerateArray().Select(origin => origin.GetString());
        return $"{data.GetProperty("allowed").GetString()}: {string.Join(' ', origins)}";
    }
}
