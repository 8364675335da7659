using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

/// <summary>Two organizations have users with one address, and neither learns of the other.</summary>
public sealed class SharedAddressTests : IAsyncDisposable
{
    private const string Ada = "ada@acme.example",
        Other = "purple ladder moonlight canyon";

    private Stage? _stage;

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task Each_organization_has_its_own_user_and_each_password_logs_its_user_in(DatabaseKind kind)
    {
        var (stage, rival) = await StartAsync(kind);
        var ours = await stage.Api.CreateUserAsync(Ada);
        var theirs = await rival.Sandbox.CreateUserAsync(Ada, "agent", Other);
        UserOf(await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(ours.Id());
        UserOf(await stage.Host.LoginAsync(Ada, Other).ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(theirs.Id());
        (await stage.Api.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(1);
        (await rival.Sandbox.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task One_organization_takes_an_address_once_in_each_environment()
    {
        var (stage, _) = await StartAsync(DatabaseKind.Sqlite);
        await stage.Api.CreateUserAsync(Ada);
        await stage.Organization.Production.CreateUserAsync(Ada);
        await stage
            .Api.PostJsonAsync(
                "/api/users",
                $$"""{"email":"ADA@acme.example","password":"{{UserStage.Password}}","role":"agent"}"""
            )
            .ShouldBeRefusalAsync(409, "CONFLICT", "email");
    }

    [Theory, EachDatabase]
    public async Task A_password_of_several_users_asks_for_the_organization_and_only_then(DatabaseKind kind)
    {
        var (stage, rival) = await StartAsync(kind);
        var ours = await stage.Api.CreateUserAsync(Ada);
        await rival.Sandbox.CreateUserAsync(Ada);
        var wrong = await stage.Host.LoginAsync(Ada, "wrong").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        wrong.GetRawText().ShouldNotContain(rival.Id.ToString());
        var answer = await stage.Host.LoginAsync(Ada).ShouldBeRefusalAsync(409, "CONFLICT", "organization");
        answer.Text("reason").ShouldBe("organization_required");
        answer.Text("error")!.ShouldContain(rival.Id.ToString());

        foreach (var name in new[] { stage.Organization.Id.ToString(), "Acme SaaS" })
        {
            UserOf(
                    await stage
                        .Host.Anonymous.LoginAsync(Ada, more: $$""","organization":"{{name}}" """)
                        .ShouldBeAsync(HttpStatusCode.OK)
                )
                .ShouldBe(ours.Id());
        }
    }

    [Theory]
    [InlineData("Nowhere")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("Rival")]
    public async Task Another_organization_gets_the_answer_of_a_wrong_password(string organization)
    {
        var (stage, _) = await StartAsync(DatabaseKind.Sqlite);
        await stage.Api.CreateUserAsync(Ada);
        var wrong = await stage.Host.LoginAsync(Ada, "wrong").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        (
            await stage
                .Host.Anonymous.LoginAsync(Ada, more: $$""","organization":"{{organization}}" """)
                .ShouldBeRefusalAsync(401, "UNAUTHORIZED")
        )
            .GetRawText()
            .ShouldBe(wrong.GetRawText());
    }

    [Fact]
    public async Task A_newer_user_elsewhere_does_not_displace_an_older_one()
    {
        var (stage, _) = await StartAsync(DatabaseKind.Sqlite);
        var ours = await stage.Api.CreateUserAsync(Ada);
        for (var number = 0; number < 5; number++)
        {
            var squatter = await stage.Host.CreateOrganizationAsync($"Squatter {number}");
            await squatter.Sandbox.CreateUserAsync(Ada, "admin", Other);
            await squatter.Production.CreateUserAsync(Ada, "admin", Other);
        }
        UserOf(await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(ours.Id());
    }

    private async Task<(Stage Stage, TestOrganization Rival)> StartAsync(DatabaseKind kind)
    {
        _stage = await Stage.StartAsync(kind);
        return (_stage, await _stage.Host.CreateOrganizationAsync("Rival"));
    }

    private static string UserOf(JsonElement login) => login.GetProperty("user").Id();
}
