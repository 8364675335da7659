using System.Net;
using Microsoft.AspNetCore.Routing;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Surfaces;

/// <summary>
/// A member that a route does not know is refused by its name, wherever something is kept. The running server lists the
/// routes.
/// </summary>
public sealed class UnknownMembersTests
{
    private const string Surprise = "surprise_member";

    /// <summary>Routes that keep nothing of their body, or whose body travels on to Meta.</summary>
    private static readonly string[] Free =
    [
        "POST /v1/phones/{id}/messages",
        "POST /v1/connections/{connection_id}/messages",
        "POST /v1/accounts/{account_id}/messages",
        "POST /v1/wabas/{id}/templates",
        "POST /v1/phones/{id}/media",
        "POST /v1/instances/{instance_id}/channels/whatsapp/connect",
        "POST /v1/outgoing-webhooks/{id}/test",
        "POST /v1/webhook-deliveries/{id}/resend",
        "POST /api/integrations/accounts/{id}/check",
        "POST /api/integrations/accounts/{id}/default",
    ];

    [Fact]
    public async Task Every_route_that_keeps_something_refuses_an_unknown_member_by_name()
    {
        await using var stage = await Stage.StartAsync();
        var objects = await ObjectsAsync(stage);
        var routes = Routes(stage).Except(Free).ToList();
        routes.Count.ShouldBeGreaterThan(20);
        var silent = new List<string>();
        foreach (var route in routes)
        {
            var (method, path) = (route.Split(' ')[0], Fill(route.Split(' ')[1], objects));
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path)
            {
                Content = HttpJson.Json($$"""{"{{Surprise}}":1}"""),
            };
            using var answer = await stage.Api.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode is not (400 or 422) || !text.Contains(Surprise))
                silent.Add($"{route}: {answer.StatusCode} {text}");
        }
        silent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/v1/onboarding-links", """{"name":"x","theme":{"colour":"#112233"}}""", "theme.colour")]
    [InlineData("/v1/onboarding-links", """{"name":"x","Name":"y"}""", "Name")]
    [InlineData(
        "/v1/provider-connections/abacate-pay",
        """{"display_name":"x","api_key":"k","payment_receiver":{"nam":"x"}}""",
        "payment_receiver.nam"
    )]
    [InlineData("/v1/api-keys", """{"name":"x","scope":["messages:read"]}""", "scope")]
    [InlineData("/v1/outgoing-webhooks", """{"url":"https://a.example","events":["*"],"active":false}""", "active")]
    [InlineData("/api/users", """{"email":"a@b.example","rolle":"agent"}""", "rolle")]
    [InlineData("/api/divisions", """{"name":"x","parent":"y"}""", "parent")]
    [InlineData("/api/integrations/accounts", """{"channel":"email","accountKey":"x"}""", "accountKey")]
    [InlineData("/api/integrations/instagram/connect-link", """{"redirectUrl":"https://a.example"}""", "redirectUrl")]
    [InlineData("/v1/instances", """{"name":"x","external_id":"y"}""", "external_id")]
    public async Task A_misspelled_or_nested_member_is_named_and_nothing_is_kept(string path, string body, string name)
    {
        await using var stage = await Stage.StartAsync();
        using var answer = await stage.Api.PostJsonAsync(path, body);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{name}\"");
    }

    [Fact]
    public async Task A_page_of_the_log_in_may_be_passed_back_as_it_came_and_nothing_else()
    {
        await using var stage = await Stage.StartAsync();
        const string path = "/api/integrations/messenger/pages";
        var known = await stage.Api.PostJsonAsync(
            path,
            """{"user_token":"ut_x","pages":[{"id":"1","name":"n","category":"c","picture_url":"https://a.example"}]}"""
        );
        (await known.Content.ReadAsStringAsync()).ShouldNotContain("pages[0]");
        var odd = await stage.Api.PostJsonAsync(path, """{"user_token":"ut_x","pages":[{"id":"1","tasks":[]}]}""");
        (await odd.Content.ReadAsStringAsync()).ShouldContain("pages[0]");
    }

    private static IEnumerable<string> Routes(Stage stage) =>
        stage
            .Host.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<ScopeRequirement>() is not null)
            .SelectMany(route =>
                route
                    .Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Where(method => method is "POST" or "PUT" or "PATCH")
                    .Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/')}")
            );

    // Some handlers look for the object before they read the body.
    private static async Task<Dictionary<string, string>> ObjectsAsync(Stage stage)
    {
        await stage.ConnectAsync();
        var webhook = await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", """{"url":"https://example.com/hook","events":["*"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var instance = await stage
            .Api.PostJsonAsync("/v1/instances", """{"name":"i"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var accounts = await stage.Api.GetAsync("/api/integrations/accounts").ShouldBeAsync(HttpStatusCode.OK);
        return new(StringComparer.Ordinal)
        {
            ["/v1/outgoing-webhooks"] = webhook.GetProperty("data").GetProperty("id").GetString()!,
            ["/v1/instances"] = instance.GetProperty("id").GetString()!,
            ["/api/integrations/accounts"] = accounts[0].GetProperty("id").GetString()!,
            ["/v1/provider-connections"] = accounts[0].GetProperty("connection_id").GetString()!,
        };
    }

    private static string Fill(string path, Dictionary<string, string> objects)
    {
        var noun = path.Split("/{")[0];
        return System.Text.RegularExpressions.Regex.Replace(
            path.Replace("{channel}", "email", StringComparison.Ordinal),
            "{[^}]+}",
            objects.GetValueOrDefault(noun, "550e8400-e29b-41d4-a716-446655440000"),
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
    }
}
