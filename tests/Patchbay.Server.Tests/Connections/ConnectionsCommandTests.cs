using System.Net;
using Patchbay.Server.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

/// <summary>Runs <c>connections release</c> as an operator does: beside the server, on its database.</summary>
public sealed class ConnectionsCommandTests
{
    [Theory, EachDatabase]
    public async Task An_operator_ends_a_claim_so_that_the_owner_can_connect(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var held = await stage.RegisterAsync(number);
        var owner = await stage.Host.CreateOrganizationAsync("The owner");
        await owner
            .Sandbox.PostJsonAsync($"{Root}/meta", RegisterJson(number))
            .ShouldBeErrorAsync(409, "conflict", "provider_connection_already_exists");

        var (exitCode, output) = await ProductProcess.RunAsync(
            stage.Host,
            "connections",
            "release",
            "--env",
            "sandbox",
            "--phone",
            number.PhoneNumberId
        );

        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{held.Id()} of organization {stage.Organization.Id} was disconnected.");
        var row = await stage.RowAsync(held.Id());
        (row.Status, row.StatusReason, row.AccessToken).ShouldBe(
            (ConnectionStatus.Disconnected, "released_by_operator", null)
        );
        var log = (
            await stage
                .Api.GetAsync($"/v1/audit-events?resource_id={held.Id()}&limit=1")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data")[0];
        (log.GetProperty("actor").Text("type"), log.Text("action")).ShouldBe(
            ("operator", "provider_connection.disconnected")
        );
        await owner.Sandbox.PostJsonAsync($"{Root}/meta", RegisterJson(number)).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_Instagram_account_can_be_released_and_an_unclaimed_account_is_reported()
    {
        await using var stage = await Stage.StartAsync();
        var (token, account) = await stage.InstagramLoginAsync();
        await stage
            .Api.PostJsonAsync(
                $"{Root}/meta",
                $$"""
                {"channel":"instagram","display_name":"x","ig_business_account_id":"{{account}}",
                "access_token":"{{token}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        (await ProductProcess.RunAsync(stage.Host, "connections", "release", "--instagram", account)).ShouldBe(
            (1, "No organization holds this number or account in this environment.\n")
        ); // without --env the command uses production
        (
            await ProductProcess.RunAsync(
                stage.Host,
                "connections",
                "release",
                "--env",
                "sandbox",
                "--instagram",
                account
            )
        ).ExitCode.ShouldBe(0);
        (
            await ProductProcess.RunAsync(
                stage.Host,
                "connections",
                "release",
                "--env",
                "sandbox",
                "--instagram",
                account
            )
        ).ExitCode.ShouldBe(1);
    }
}
