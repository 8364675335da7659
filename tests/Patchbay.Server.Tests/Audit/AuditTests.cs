using System.Net;
using System.Text.Json;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Audit;

public sealed class AuditTests
{
    [Theory, EachDatabase]
    public async Task The_audit_log_of_a_connection_remains_after_the_disconnect(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.RotateAsync(made.Id(), stage.NewTokenOf(number));
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.RotateAsync(made.Id(), "EAAnot-a-token-of-anyone", HttpStatusCode.BadRequest);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.Api.DeleteAsync($"{ConnectionStage.Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);

        var list = await ListAsync(stage.Api, $"resource_id={made.Id()}");

        list.GetProperty("data")
            .EnumerateArray()
            .Select(entry => $"{entry.Text("action")} {entry.Text("result")} {entry.Text("reason")}".TrimEnd())
            .ShouldBe([
                "provider_connection.disconnected succeeded",
                "provider_connection.rotated failed meta_token_invalid",
                "provider_connection.rotated succeeded",
                "provider_connection.created succeeded",
            ]);
        var last = list.GetProperty("data")[0];
        last.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe([
                "object",
                "id",
                "actor",
                "action",
                "resource_type",
                "resource_id",
                "result",
                "reason",
                "details",
                "ip_address",
                "user_agent",
                "request_id",
                "occurred_at",
            ]);
        last.GetProperty("actor").Text("type").ShouldBe("api_key");
        last.Text("ip_address").ShouldBe("127.0.0.1");
        last.Text("request_id").ShouldStartWith("req_");
        list.GetRawText().ShouldNotContain(number.AccessToken);
    }

    [Theory, EachDatabase]
    public async Task Audit_events_are_kept_for_400_days_and_exchanged_codes_for_one_day(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var outcome = stage.Meta.SignUp();
        await stage
            .Api.PostJsonAsync(
                $"{ConnectionStage.Root}/meta/oauth",
                $$"""
                {"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}",
                "phone_number_id":"{{outcome.PhoneNumberId}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var logged = await CountAsync(stage, "audit_events");
        (await CountAsync(stage, "exchanged_codes"), logged).ShouldBe((1, 1));

        foreach (
            var (wait, codes, events) in new[]
            {
                (TimeSpan.FromDays(1), 1, 1),
                (TimeSpan.FromMilliseconds(1), 0, 1),
                (TimeSpan.FromDays(398), 0, 1),
            }
        )
        {
            stage.Clock.Advance(wait);
            await stage.Host.Get<Pruner>().PruneAsync(default);
            (await CountAsync(stage, "exchanged_codes"), await OfThenAsync(stage)).ShouldBe((codes, events));
        }
        stage.Clock.Advance(TimeSpan.FromDays(2));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await OfThenAsync(stage)).ShouldBe(0);

        // Counts only the entry of the first day. Entries written while the clock moves are younger.
        static Task<int> OfThenAsync(Stage stage) =>
            stage.ScalarAsync<int>("select count(*) from audit_events where action = 'provider_connection.created'");
    }

    [Fact]
    public async Task A_list_continues_after_its_cursor()
    {
        await using var stage = await Stage.StartAsync();
        for (var i = 0; i < 3; i++)
            await stage.RegisterAsync(stage.Meta.Connect());
        var first = await ListAsync(stage.Api, "limit=2");
        var rest = await ListAsync(stage.Api, $"limit=2&starting_after={first.Text("next_cursor")}");
        first.GetProperty("data").GetArrayLength().ShouldBe(2);
        rest.GetProperty("data").GetArrayLength().ShouldBe(1);
        rest.GetProperty("has_more").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Other_tenants_see_no_audit_events_and_a_missing_scope_or_bad_cursor_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        await stage.RegisterAsync(stage.Meta.Connect());
        var other = await stage.Host.CreateOrganizationAsync("Other");
        foreach (var client in new[] { other.Sandbox, stage.Organization.Production })
            (await ListAsync(client, "limit=10")).GetProperty("data").GetArrayLength().ShouldBe(0);
        using var blind = await stage.Host.ClientAsync(
            stage.Organization.SandboxTenant,
            Scopes.ProviderConnectionsRead
        );
        await blind.GetAsync("/v1/audit-events").ShouldBeErrorAsync(403, "authorization_error", "insufficient_scope");
        await stage
            .Api.GetAsync("/v1/audit-events?starting_after=x")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "starting_after");
    }

    private static Task<JsonElement> ListAsync(HttpClient client, string query) =>
        client.GetAsync($"/v1/audit-events?{query}").ShouldBeAsync(HttpStatusCode.OK);

    private static Task<int> CountAsync(Stage stage, string table) =>
        stage.ScalarAsync<int>($"select count(*) from {table}");
}
