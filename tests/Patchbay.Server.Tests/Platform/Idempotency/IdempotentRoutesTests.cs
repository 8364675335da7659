using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Idempotency;

/// <summary>Every POST of a known caller honours <c>Idempotency-Key</c>. The running server lists the routes.</summary>
public sealed class IdempotentRoutesTests
{
    private const string Unknown = "550e8400-e29b-41d4-a716-446655440000";

    /// <summary>The routes that need no caller: nobody could tell whose key it is.</summary>
    private static readonly string[] WithoutCaller =
    [
        "/api/auth/login",
        "/api/auth/logout",
        "/connect/",
        "/hooks/",
        "/signup/",
        "/webhook/",
        "/webhooks/",
    ];

    /// <summary>Bodies that make or do something at once, by route; braces name objects of the test.</summary>
    private static readonly (string Path, string Body)[] Making =
    [
        ("/v1/api-keys", """{"name":"k"}"""),
        ("/v1/instances", """{"name":"i"}"""),
        ("/v1/instances/{instance}/channels/whatsapp/connect", "{}"),
        ("/v1/onboarding-links", """{"name":"x","redirectUrl":"https://my.app"}"""),
        ("/v1/outgoing-webhooks", """{"url":"https://example.com/made","events":["*"]}"""),
        ("/v1/outgoing-webhooks/{webhook}/test", "{}"),
        ("/v1/outgoing-webhooks/{webhook}/rotate-secret", "{}"),
        ("/v1/phones/{phone}/messages", """{"to":"+15550100001","text":"Hello"}"""),
        ("/v1/wabas/{waba}/templates", TemplateBody),
        ("/api/users", """{"email":"new@acme.example","password":"a password that is long enough","role":"agent"}"""),
        ("/api/divisions", """{"name":"North"}"""),
        ("/api/integrations/instagram/connect-link", "{}"),
        ("/api/integrations/messenger/connect-link", "{}"),
        ("/api/integrations/accounts", MailAccount),
        ("/api/integrations/accounts/{account}/default", "{}"),
    ];

    private const string TemplateBody = """
        {"name":"hello_once","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"Hello"}]}
        """;

    private const string MailAccount = """
        {"channel":"email","account_key":"made","config":{"from_address":"a@b.example","smtp_host":"smtp.acme.example",
        "smtp_port":587,"smtp_security":"tls","smtp_username":"u","smtp_password":"p"}}
        """;

    [Fact]
    public async Task No_POST_of_a_known_caller_ignores_the_header()
    {
        await using var stage = await Stage.StartAsync();
        var ignored = new List<string>();
        var posts = Posts(stage);
        posts.Count.ShouldBeGreaterThan(25);
        foreach (var path in posts)
        {
            // A key that is too long is refused wherever keys are looked at.
            using var answer = await PostAsync(stage.Api, path, "{}", new string('k', 256));
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode is not (400 or 422) || !text.Contains("Idempotency-Key"))
                ignored.Add($"{path}: {answer.StatusCode} {text}");
        }
        ignored.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_POST_without_a_known_caller_is_one_of_a_list()
    {
        await using var stage = await Stage.StartAsync();
        var others = Routes(stage)
            .Where(route => route.Metadata.GetMetadata<ScopeRequirement>() is null)
            .Where(route => route.Metadata.GetMetadata<UserRequirement>() is null)
            .Select(PathOf)
            .Where(path => !WithoutCaller.Any(start => path.StartsWith(start, StringComparison.Ordinal)));
        others.ShouldBeEmpty("These routes need a scope, or a reason in the list.");
    }

    [Theory, EachDatabase]
    public async Task The_same_key_and_body_get_the_first_answer_byte_for_byte(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var objects = await ObjectsAsync(stage);
        foreach (var (number, (template, body)) in Making.Index())
        {
            var path = Fill(template, objects);
            var first = await CallAsync(stage.Api, path, body, $"once-{number}");
            ((int)first.Status).ShouldBeInRange(200, 299, $"{path}: {first.Body}");

            var second = await CallAsync(stage.Api, path, body, $"once-{number}");

            second.ShouldBe(first with { IsRepeated = "true" }, path);
            (await CallAsync(stage.Api, path, body.Replace("}", " }"), $"once-{number}")).Status.ShouldBe(
                HttpStatusCode.Conflict,
                path
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Calls_at_the_same_moment_make_one_object(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        const string body = """{"name":"Padaria Aurora","redirectUrl":"https://my.app"}""";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => CallAsync(stage.Api, "/v1/onboarding-links", body, "k"))
        );

        answers.Select(answer => answer.Body).Distinct().ShouldHaveSingleItem();
        var made = JsonDocument.Parse(answers[0].Body).RootElement.GetProperty("data");
        stage.Host.Canaries.Add("the secret of a redirect", made.GetProperty("redirectSecret").GetString());
        (await CountAsync(stage, "/v1/onboarding-links")).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task The_stored_answer_is_sealed_and_forgotten_after_24_hours(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var first = await CallAsync(stage.Api, "/v1/api-keys", """{"name":"k"}""", "k");
        // The server's end fails the test when the key is in the database in plain text.
        var key = JsonDocument.Parse(first.Body).RootElement.GetProperty("data").GetProperty("key").GetString();
        stage.Host.Canaries.Add("a key in a stored answer", key);
        stage.Clock.Advance(TimeSpan.FromHours(23));
        (await CallAsync(stage.Api, "/v1/api-keys", """{"name":"k"}""", "k")).Body.ShouldBe(first.Body);

        stage.Clock.Advance(TimeSpan.FromHours(1));

        (await CallAsync(stage.Api, "/v1/api-keys", """{"name":"k"}""", "k")).Body.ShouldNotBe(first.Body);
    }

    [Fact]
    public async Task A_refused_call_leaves_its_key_free()
    {
        await using var stage = await Stage.StartAsync();
        (await CallAsync(stage.Api, "/v1/instances", """{"nam":"i"}""", "k")).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await CallAsync(stage.Api, "/v1/instances", """{"name":"i"}""", "k")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory, EachDatabase]
    public async Task Another_environment_and_another_organization_have_keys_of_their_own(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var other = await stage.Host.CreateOrganizationAsync("Other");
        var bodies = new List<string>();
        foreach (var client in new[] { stage.Api, stage.Organization.Production, other.Sandbox })
            bodies.Add((await CallAsync(client, "/v1/instances", """{"name":"i"}""", "k")).Body);
        bodies.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task An_upload_is_repeated_by_its_length()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var first = await UploadAsync(2_000);

        (await UploadAsync(2_000)).ShouldBe(first);
        (await UploadAsync(2_001)).ShouldContain("idempotency_key_reused");

        async Task<string> UploadAsync(int bytes)
        {
            var file = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[bytes]]);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/phones/{phone.Id}/media")
            {
                Content = file,
            };
            request.Headers.Add(IdempotentCalls.Header, "k");
            using var answer = await stage.Api.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    private static IReadOnlyList<RouteEndpoint> Routes(Stage stage) =>
        [
            .. stage
                .Host.Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(route =>
                    route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true
                ),
        ];

    private static List<string> Posts(Stage stage) =>
        [
            .. Routes(stage)
                .Where(route => route.Metadata.GetMetadata<ScopeRequirement>() is not null)
                .Select(route => Fill(PathOf(route), [])),
        ];

    private static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    private static string Fill(string path, Dictionary<string, string> objects) =>
        System.Text.RegularExpressions.Regex.Replace(
            path,
            "{(?<name>[^}]+)}",
            name => objects.GetValueOrDefault(name.Groups["name"].Value, Unknown),
            System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );

    private static async Task<Dictionary<string, string>> ObjectsAsync(Stage stage)
    {
        var phone = await stage.ConnectAsync();
        var instance = await stage
            .Api.PostJsonAsync("/v1/instances", """{"name":"i"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var webhook = await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", """{"url":"https://example.com/hook","events":["*"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var accounts = await stage.Api.GetAsync("/api/integrations/accounts").ShouldBeAsync(HttpStatusCode.OK);
        return new(StringComparer.Ordinal)
        {
            ["phone"] = phone.Id,
            ["waba"] = phone.WabaId,
            ["instance"] = instance.GetProperty("id").GetString()!,
            ["webhook"] = webhook.GetProperty("data").GetProperty("id").GetString()!,
            ["account"] = accounts[0].GetProperty("id").GetString()!,
        };
    }

    private static async Task<int> CountAsync(Stage stage, string path) =>
        (await stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data").GetArrayLength();

    private static async Task<Answer> CallAsync(HttpClient client, string path, string body, string key)
    {
        using var answer = await PostAsync(client, path, body, key);
        return new(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            answer.Content.Headers.ContentType?.ToString(),
            answer.Headers.CacheControl?.ToString(),
            answer.Headers.TryGetValues(IdempotentCalls.RepeatedHeader, out var repeated) ? repeated.Single() : null
        );
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = HttpJson.Json(body) };
        request.Headers.TryAddWithoutValidation(IdempotentCalls.Header, key);
        return client.SendAsync(request);
    }

    private sealed record Answer(
        HttpStatusCode Status,
        string Body,
        string? ContentType,
        string? CacheControl,
        string? IsRepeated
    );
}
