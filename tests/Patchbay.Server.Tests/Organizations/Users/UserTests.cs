using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

public sealed class UserTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_admin_creates_changes_and_removes_users()
    {
        await _stage.Api.CreateUserAsync("ada@acme.example");
        using var ada = await _stage.Host.AsUserAsync("ada@acme.example");
        var bob = await ada.CreateUserAsync("bob@acme.example", "agent");
        using var asBob = await _stage.Host.AsUserAsync("bob@acme.example");
        await asBob.GetAsync("/api/integrations").ShouldBeRefusalAsync(403, "FORBIDDEN");
        await asBob.GetAsync("/api/users").ShouldBeRefusalAsync(403, "FORBIDDEN");

        (
            await ada.PatchJsonAsync($"/api/users/{bob.Id()}", """{"role":"supervisor","name":"Bob"}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        )
            .Text("role")
            .ShouldBe("supervisor");
        await asBob.GetAsync("/api/integrations").ShouldBeAsync(HttpStatusCode.OK);
        await ada.PatchJsonAsync($"/api/users/{bob.Id()}", """{"password":"violet harbour ladder seventeen"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await asBob.GetAsync("/api/integrations").ShouldBeRefusalAsync(401, "UNAUTHORIZED");

        await ada.DeleteAsync($"/api/users/{bob.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        await ada.GetAsync($"/api/users/{bob.Id()}").ShouldBeRefusalAsync(404, "NOT_FOUND");
        (await ada.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(1);
        (await ada.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK)).GetRawText().ShouldNotContain("hash");
    }

    [Fact]
    public async Task The_last_admin_cannot_be_removed()
    {
        var ada = await _stage.Api.CreateUserAsync("ada@acme.example");
        await _stage.Api.CreateUserAsync("bob@acme.example", "supervisor");
        await _stage.Api.DeleteAsync($"/api/users/{ada.Id()}").ShouldBeRefusalAsync(409, "CONFLICT");
        await _stage
            .Api.PatchJsonAsync($"/api/users/{ada.Id()}", """{"role":"agent"}""")
            .ShouldBeRefusalAsync(409, "CONFLICT");
        await _stage
            .Api.PatchJsonAsync($"/api/users/{ada.Id()}", """{"role":"admin","name":"Ada"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"password":"a password that is long","role":"admin"}""", "email")]
    [InlineData("""{"email":"not an address","password":"a password that is long","role":"admin"}""", "email")]
    [InlineData("""{"email":"a@b.example","password":"short","role":"admin"}""", "password")]
    [InlineData("""{"email":"a@b.example","password":"a password that is long","role":"king"}""", "role")]
    public async Task Bad_input_is_refused_names_the_field_and_stores_nothing(string body, string field)
    {
        await _stage.Api.PostJsonAsync("/api/users", body).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", field);
        (await _stage.Api.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_e_mail_address_can_be_used_once_regardless_of_case()
    {
        await _stage.Api.CreateUserAsync("ada@acme.example");
        await _stage
            .Api.PostJsonAsync(
                "/api/users",
                $$"""{"email":"ADA@acme.example","password":"{{UserStage.Password}}","role":"agent"}"""
            )
            .ShouldBeRefusalAsync(409, "CONFLICT", "email");
    }
}
