using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.Login.LoginStage;

namespace Patchbay.Server.Tests.Integrations.Login;

public sealed class InstagramLoginTests
{
    [Theory, EachDatabase]
    public async Task A_code_becomes_a_connected_account(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var bakery = await stage.BakeryAsync();
        var answer = await stage
            .PostConnectAsync("instagram", await stage.CodeAsync("instagram"))
            .ShouldBeAsync(HttpStatusCode.OK);

        answer.GetProperty("success").GetBoolean().ShouldBeTrue();
        var account = answer.GetProperty("account");
        account.Text("account_key").ShouldBe("ig-" + bakery.InstagramId);
        account.Text("username").ShouldBe(Bakery.Username);
        account.Text("display_name").ShouldBe(Bakery.Name);
        answer.GetRawText().ShouldNotContain("IGAA");

        var full = await stage.AccountAsync(account.Id());
        full.Text("status").ShouldBe("connected");
        full.GetProperty("is_default").GetBoolean().ShouldBeTrue();
        full.GetProperty("config").Text("access_token")!.ShouldStartWith("****");
        full.GetProperty("config").Text("username").ShouldBe(Bakery.Username);
        var connection = await stage.ReadConnectionAsync(full.Text("connection_id")!);
        connection.Text("channel").ShouldBe("instagram");
        connection.Text("token_expires_at").ShouldBe("2026-03-16T10:30:00.000Z"); // 60 days
    }

    [Fact]
    public async Task The_token_is_renewed_before_its_60_days_are_over()
    {
        await using var stage = await Stage.StartAsync(services: services =>
            services.Remove(services.Single(service => service.ImplementationType == typeof(RefreshWorker)))
        );
        var full = await stage.AccountAsync((await stage.ConnectInstagramAsync()).Id());
        var before = await stage.StoredTokenAsync(full.Text("connection_id")!);

        stage.Clock.Advance(TimeSpan.FromDays(47));
        (await stage.Host.Get<TokenRefresher>().RunDueAsync(default)).ShouldBe(1);

        (await stage.StoredTokenAsync(full.Text("connection_id")!)).ShouldNotBe(before);
        (await stage.ReadConnectionAsync(full.Text("connection_id")!))
            .Text("token_expires_at")!
            .ShouldStartWith("2026-05-02");
    }

    [Fact]
    public async Task A_code_posted_twice_is_exchanged_once()
    {
        await using var stage = await Stage.StartAsync();
        var code = await stage.CodeAsync("instagram");
        var answers = await Task.WhenAll(
            stage.PostConnectAsync("instagram", code),
            stage.PostConnectAsync("instagram", code + "#_")
        );
        var accounts = new List<string>();
        foreach (var answer in answers)
            accounts.Add((await Task.FromResult(answer).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("account").Id());
        accounts.Distinct().Count().ShouldBe(1);
        stage.Meta.Requests.Count(request => request.Path == "/oauth/access_token").ShouldBe(1);
    }

    [Fact]
    public async Task Connecting_an_account_again_returns_the_same_account()
    {
        await using var stage = await Stage.StartAsync();
        var first = await stage.ConnectInstagramAsync();
        var second = await stage.ConnectInstagramAsync();
        second.Id().ShouldBe(first.Id());
        (await stage.Api.GetAsync($"{Root}/accounts?channel=instagram").ShouldBeAsync(HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_code_or_a_code_of_another_redirect_is_refused_and_stores_nothing()
    {
        await using var stage = await Stage.StartAsync();
        await stage.PostConnectAsync("instagram", "nonsense").ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "code");
        var code = await stage.CodeAsync("instagram", redirect: "https://elsewhere.example.com/cb");
        await stage.PostConnectAsync("instagram", code).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "code");
        await ShouldHaveNothingAsync(stage);
    }

    [Theory]
    [InlineData("extendInstagramToken")]
    [InlineData("/me")]
    public async Task A_failed_step_at_Meta_stores_nothing(string step)
    {
        await using var stage = await Stage.StartAsync();
        stage.Meta.FailNext(step, code: 1, httpStatus: 500);
        var refusal = await stage.PostConnectAsync("instagram", await stage.CodeAsync("instagram"));
        ((int)refusal.StatusCode).ShouldBeOneOf(429, 502);
        await ShouldHaveNothingAsync(stage);
    }

    [Fact]
    public async Task An_account_whose_subscription_failed_is_pending_and_can_be_completed()
    {
        await using var stage = await Stage.StartAsync();
        stage.Meta.FailNext("/me/subscribed_apps", code: 200, httpStatus: 403, times: 2);
        var answer = await stage
            .PostConnectAsync("instagram", await stage.CodeAsync("instagram"))
            .ShouldBeAsync(HttpStatusCode.OK);
        answer.GetProperty("success").GetBoolean().ShouldBeFalse();
        answer.GetProperty("account").Text("status_reason").ShouldBe("app_not_subscribed");

        var connection = (await stage.AccountAsync(answer.GetProperty("account").Id())).Text("connection_id")!;
        await stage
            .Api.PostJsonAsync($"{ConnectionStage.Root}/{connection}/meta/complete-registration", "{}")
            .ShouldBeAsync(HttpStatusCode.OK);
        (await stage.AccountAsync(answer.GetProperty("account").Id())).Text("status").ShouldBe("connected");
    }

    [Fact]
    public async Task All_faults_are_named_and_only_admins_can_connect()
    {
        await using var stage = await Stage.StartAsync();
        var refusal = await stage
            .Api.PostJsonAsync($"{Root}/instagram/connect", """{"redirect_uri":"http://example.com/cb"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "code");
        refusal
            .GetProperty("errors")
            .EnumerateArray()
            .Select(fault => fault.Text("field"))
            .ShouldBe(["code", "redirect_uri"]);
        foreach (var role in new[] { Roles.Supervisor, Roles.Agent })
        {
            using var client = await stage.Host.ClientAsync(stage.Organization.SandboxTenant, role, Scopes.All);
            await client
                .PostJsonAsync($"{Root}/instagram/connect", ConnectJson("c"))
                .ShouldBeRefusalAsync(403, "FORBIDDEN");
        }
    }

    [Fact]
    public async Task Without_an_Instagram_app_the_log_in_is_unavailable()
    {
        await using var stage = await Stage.StartAsync(
            settings: new Dictionary<string, string?> { ["Meta:Sandbox:InstagramAppId"] = "" }
        );
        (await stage.PostConnectAsync("instagram", "code")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await stage.Api.GetAsync($"{Root}/instagram/authorize-url?redirect_uri={Redirect}")).StatusCode.ShouldBe(
            HttpStatusCode.ServiceUnavailable
        );
    }

    [Theory]
    [InlineData("instagram", "/oauth/authorize")]
    [InlineData("messenger", "/v23.0/dialog/oauth")]
    public async Task The_URL_of_the_dialog_carries_the_state_and_the_redirect_URI(string channel, string path)
    {
        await using var stage = await Stage.StartAsync();
        var made = await stage
            .Api.GetAsync($"{Root}/{channel}/authorize-url?redirect_uri={Uri.EscapeDataString(Redirect)}")
            .ShouldBeAsync(HttpStatusCode.OK);
        var url = new Uri(made.Text("url")!);
        url.AbsolutePath.ShouldBe(path);
        url.Query.ShouldContain($"state={made.Text("state")}");
        url.Query.ShouldContain($"redirect_uri={Uri.EscapeDataString(Redirect)}");
        url.Query.ShouldContain("response_type=code");
        (
            await stage
                .Api.GetAsync($"{Root}/{channel}/authorize-url?redirect_uri={Redirect}&state=mine-12345")
                .ShouldBeAsync(HttpStatusCode.OK)
        )
            .Text("state")
            .ShouldBe("mine-12345");
        await stage
            .Api.GetAsync($"{Root}/{channel}/authorize-url?redirect_uri=ftp://x&state=a%20b")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "redirect_uri");
    }

    private static async Task ShouldHaveNothingAsync(Stage stage)
    {
        (await stage.Api.GetAsync($"{Root}/accounts").ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(0);
        (await stage.Api.GetAsync(ConnectionStage.Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
    }
}
