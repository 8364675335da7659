using System.Net;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Server.Tests.Organizations.Users;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Integrations;

/// <summary>Accounts under concurrent calls and with their connections, on both databases.</summary>
public sealed class EachDatabaseTests
{
    [Theory, EachDatabase]
    public async Task A_channel_with_active_accounts_has_one_default_after_concurrent_changes(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(number => stage.CreateMailAsync($"a{number}", number % 2 == 0 ? ""","is_default":true""" : ""))
        );
        (await DefaultsAsync(stage)).ShouldBe(1);
        var calls = made.SelectMany(account =>
            (Task<HttpResponseMessage>[])
                [
                    stage.Api.PostAsync($"{Accounts}/{account.Id()}/default", null),
                    stage.Api.PatchJsonAsync($"{Accounts}/{account.Id()}", """{"is_active":false}"""),
                    stage.Api.PatchJsonAsync($"{Accounts}/{account.Id()}", """{"is_active":true}"""),
                ]
        );
        foreach (var answer in await Task.WhenAll(calls))
            ((int)answer.StatusCode).ShouldBeLessThan(500);
        var active = (await stage.ListAccountsAsync())
            .EnumerateArray()
            .Count(account => account.GetProperty("is_active").GetBoolean());
        (await DefaultsAsync(stage)).ShouldBe(Math.Min(active, 1));
        foreach (var account in made)
            await stage.Api.DeleteAsync($"{Accounts}/{account.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Theory, EachDatabase]
    public async Task Concurrent_changes_of_different_members_are_all_kept(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var path = $"{Accounts}/{(await stage.CreateMailAsync("support")).Id()}";
        string[] changes =
        [
            """{"display_name":"Help"}""",
            """{"config":{"from_name":"Acme"}}""",
            """{"config":{"inbound_secret":"a secret of the mail gateway"}}""",
            """{"account_key":"help"}""",
        ];
        await Task.WhenAll(
            changes.Select(json => stage.Api.PatchJsonAsync(path, json).ShouldBeAsync(HttpStatusCode.OK))
        );
        var after = await stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
        (after.Text("display_name"), after.Text("account_key")).ShouldBe(("Help", "help"));
        (
            after.GetProperty("config").Text("from_name"),
            after.GetProperty("config").Text("inbound_secret"),
            after.GetProperty("config").Text("smtp_password")
        ).ShouldBe(("Acme", "****eway", "****tery"));
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(number =>
                    stage
                        .Api.PutAsync(
                            $"{Root}/whatsapp",
                            HttpJson.Json(
                                number % 2 == 0
                                    ? """{"config":{"waba_id":"1"}}"""
                                    : """{"config":{"phone_number_id":"2"}}"""
                            )
                        )
                        .ShouldBeAsync(HttpStatusCode.OK)
                )
        );
        (await stage.Api.GetAsync($"{Root}/whatsapp").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("config")
            .GetRawText()
            .ShouldBe("""{"phone_number_id":"2","waba_id":"1"}""");
    }

    [Theory, EachDatabase]
    public async Task A_connection_creates_its_account_and_deleting_the_account_ends_the_connection(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var connection = await stage.RegisterAsync(number);
        var account = (await stage.ListAccountsAsync("?channel=whatsapp"))[0];
        account.Text("connection_id").ShouldBe(connection.Id());
        await stage.RotateAsync(connection.Id(), stage.NewTokenOf(number));
        await stage.Api.DeleteAsync($"{Accounts}/{account.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        await stage
            .Api.GetAsync($"{ConnectionStage.Root}/{connection.Id()}")
            .ShouldBeErrorAsync(404, "not_found", "provider_connection_not_found");
        (await stage.ScalarAsync<int>("select count(*) from integration_accounts")).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_connection_without_an_account_gets_a_default_account_at_the_next_start(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var connection = await stage.RegisterAsync(stage.Meta.Connect());
        await stage
            .Host.Get<Database>()
            .WriteAsync(session => session.ExecuteAsync("delete from integration_accounts"), default);
        await stage.Host.Get<AccountAdoption>().RunAsync(default);
        var account = (await stage.ListAccountsAsync()).EnumerateArray().ShouldHaveSingleItem();
        (account.Text("connection_id"), account.GetProperty("is_default").GetBoolean()).ShouldBe(
            (connection.Id(), true)
        );
    }

    [Theory, EachDatabase]
    public async Task Removing_both_admins_at_once_leaves_one_admin(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var (ada, bob) = (
            await stage.Api.CreateUserAsync("ada@acme.example"),
            await stage.Api.CreateUserAsync("bob@acme.example")
        );
        var answers = await Task.WhenAll(
            stage.Api.DeleteAsync($"/api/users/{ada.Id()}"),
            stage.Api.PatchJsonAsync($"/api/users/{bob.Id()}", """{"role":"agent"}""")
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(1);
        (await stage.ScalarAsync<int>("select count(*) from users where role = 'admin'")).ShouldBe(1);
        await stage.Host.LoginAsync("ada@acme.example", "wrong").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
    }

    private static async Task<int> DefaultsAsync(Stage stage) =>
        (await stage.ListAccountsAsync())
            .EnumerateArray()
            .Count(account => account.GetProperty("is_default").GetBoolean());
}
