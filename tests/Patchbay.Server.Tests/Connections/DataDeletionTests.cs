using System.Net;
using Patchbay.Emulator;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;
using static Patchbay.Server.Tests.Connections.MetaCallbacks;

namespace Patchbay.Server.Tests.Connections;

/// <summary>A person asks Meta to have their data deleted here.</summary>
public sealed class DataDeletionTests
{
    [Theory, EachDatabase]
    public async Task A_deletion_ends_and_wipes_the_persons_connections_and_has_a_status_page(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = await stage.RegisterAsync(stage.Meta.Connect());
        var beside = await stage.RegisterAsync(stage.Meta.Connect());
        var user = (await stage.RowAsync(made.Id())).TokenUserId!;

        var answer = await stage.CallBackAsync(DeleteData, user, stage.Meta.AppSecret).ShouldBeAsync(HttpStatusCode.OK);

        answer.EnumerateObject().Select(member => member.Name).ShouldBe(["url", "confirmation_code"]);
        var code = answer.Text("confirmation_code")!;
        code.ShouldMatch("^[0-9A-Za-z]{24}$");
        answer.Text("url").ShouldEndWith($"/data-deletion/{code}");
        var row = await stage.RowAsync(made.Id());
        (row.Status, row.StatusReason, row.AccessToken, row.TokenUserId).ShouldBe(
            (ConnectionStatus.Disconnected, "data_deletion_requested", null, null)
        );
        (await stage.ReadConnectionAsync(beside.Id())).Text("status").ShouldBe("connected");
        var page = await stage.Host.Anonymous.GetAsync(new Uri(answer.Text("url")!).AbsolutePath);
        (page.StatusCode, page.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/html"));
        (await page.Content.ReadAsStringAsync()).ShouldContain(
            "On 15 January 2026 you asked for your data to be deleted. This is done. Connections ended: 1."
        );
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task A_person_without_data_also_gets_a_code_and_an_unknown_code_is_not_found()
    {
        await using var stage = await Stage.StartAsync();
        var answer = await stage
            .CallBackAsync(DeleteData, "1234567890", stage.Meta.AppSecret)
            .ShouldBeAsync(HttpStatusCode.OK);
        (await stage.Host.Anonymous.GetStringAsync($"/data-deletion/{answer.Text("confirmation_code")}")).ShouldContain(
            "No data of yours was stored."
        );
        var unknown = await stage.Host.Anonymous.GetAsync("/data-deletion/<script>alert(1)</script>");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await unknown.Content.ReadAsStringAsync()).ShouldNotContain("script");
    }

    [Fact]
    public async Task A_wrongly_signed_or_oversized_request_is_refused_and_changes_nothing()
    {
        await using var stage = await Stage.StartAsync();
        var made = await stage.RegisterAsync(stage.Meta.Connect());
        var user = (await stage.RowAsync(made.Id())).TokenUserId!;
        (await stage.CallBackAsync(DeleteData, user, "another secret")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // Instagram's secret is valid only for people of Instagram Login, so it does not reach this connection.
        await stage
            .CallBackAsync(DeleteData, user + "9", EmulatorDefaults.InstagramAppSecret)
            .ShouldBeAsync(HttpStatusCode.OK);
        (await stage.PostFormAsync(DeleteData, new string('x', 20_000))).StatusCode.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
        (await stage.ReadConnectionAsync(made.Id())).Text("status").ShouldBe("connected");
    }

    [Fact]
    public async Task A_request_signed_by_Instagram_wipes_the_token_of_the_Instagram_account()
    {
        await using var stage = await Stage.StartAsync();
        var (token, account) = await stage.InstagramLoginAsync();
        var made = await stage
            .Api.PostJsonAsync(
                $"{Root}/meta",
                $$"""
                {"channel":"instagram","display_name":"x","ig_business_account_id":"{{account}}",
                "access_token":"{{token}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        await stage
            .CallBackAsync(DeleteData, account, EmulatorDefaults.InstagramAppSecret)
            .ShouldBeAsync(HttpStatusCode.OK);

        (await stage.RowAsync(made.Id())).AccessToken.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Data_deletions_are_kept_for_400_days(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await stage.CallBackAsync(DeleteData, "1", stage.Meta.AppSecret).ShouldBeAsync(HttpStatusCode.OK);
        stage.Clock.Advance(TimeSpan.FromDays(400));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.ScalarAsync<int>("select count(*) from data_deletions")).ShouldBe(1);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.ScalarAsync<int>("select count(*) from data_deletions")).ShouldBe(0);
    }
}
