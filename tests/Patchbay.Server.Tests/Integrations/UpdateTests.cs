using System.Net;
using System.Net.Http.Headers;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Integrations;

public sealed class UpdateTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task A_change_leaves_the_other_members_as_they_are(string method)
    {
        var made = await _stage.CreateMailAsync("support");
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"{Accounts}/{made.Id()}")
        {
            Content = HttpJson.Json(
                """{"display_name":"Help desk","config":{"from_name":"Acme","smtp_password":"****tery"}}"""
            ),
        };
        var changed = await _stage.Api.SendAsync(request).ShouldBeAsync(HttpStatusCode.OK);
        changed.Text("display_name").ShouldBe("Help desk");
        changed.GetProperty("config").Text("from_name").ShouldBe("Acme");
        changed.GetProperty("config").Text("smtp_password").ShouldBe("****tery");
        changed.GetProperty("config").Text("smtp_host").ShouldBe("smtp.acme.example");
        changed.Text("verify_token").ShouldBe(made.Text("verify_token"));
        changed.Text("webhook_url").ShouldBe(made.Text("webhook_url"));
    }

    [Fact]
    public async Task A_mask_of_another_secret_is_refused_and_nothing_changes()
    {
        var made = await _stage.CreateMailAsync("support");
        await PatchAsync(made.Id(), """{"display_name":"x","config":{"smtp_password":"****nope"}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.smtp_password");
        (await ReadAsync(made.Id())).GetRawText().ShouldBe(made.GetRawText());
    }

    [Fact]
    public async Task A_required_member_of_the_config_cannot_be_removed()
    {
        var made = await _stage.CreateMailAsync("support");
        await PatchAsync(made.Id(), """{"config":{"smtp_host":null}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.smtp_host");
    }

    [Theory]
    [InlineData("\"smtp_port\":6296")]
    [InlineData("\"smtp_security\":\"none\"")]
    [InlineData("\"smtp_host\":\"127.0.0.1\"")]
    public async Task A_stored_password_never_follows_a_changed_destination(string change)
    {
        var made = await _stage.CreateMailAsync("support");
        await PatchAsync(made.Id(), $$"""{"config":{ {{change}} } }""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.smtp_password");
        (await ReadAsync(made.Id())).GetRawText().ShouldBe(made.GetRawText());
        await PatchAsync(made.Id(), $$"""{"config":{ {{change}},"smtp_password":"correct horse battery"} }""")
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_second_write_to_the_same_version_is_refused()
    {
        var made = await _stage.CreateMailAsync("support");
        using var read = await _stage.Api.GetAsync($"{Accounts}/{made.Id()}");
        var tag = read.Headers.ETag!;
        await PatchAsync(made.Id(), """{"display_name":"First"}""", tag).ShouldBeAsync(HttpStatusCode.OK);
        await PatchAsync(made.Id(), """{"display_name":"Second"}""", tag).ShouldBeRefusalAsync(412, "CONFLICT");
        (await ReadAsync(made.Id())).Text("display_name").ShouldBe("First");
    }

    [Fact]
    public async Task An_account_is_assigned_to_a_division_and_removed_from_it()
    {
        var division = await _stage
            .Api.PostJsonAsync("/api/divisions", """{"name":"Sales"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var made = await _stage.CreateMailAsync("support", $$""","division_id":"{{division.Id()}}" """);
        made.Text("division_id").ShouldBe(division.Id());
        (await PatchAsync(made.Id(), """{"display_name":"Still there"}""").ShouldBeAsync(HttpStatusCode.OK))
            .Text("division_id")
            .ShouldBe(division.Id());
        (await PatchAsync(made.Id(), """{"division_id":null}""").ShouldBeAsync(HttpStatusCode.OK))
            .Text("division_id")
            .ShouldBeNull();
        await PatchAsync(made.Id(), """{"division_id":"550e8400-e29b-41d4-a716-446655440000"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "division_id");
        await PatchAsync(made.Id(), """{"division_id":7}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "division_id");
    }

    [Fact]
    public async Task An_account_key_of_another_account_is_refused()
    {
        await _stage.CreateMailAsync("support");
        var other = await _stage.CreateMailAsync("sales");
        await PatchAsync(other.Id(), """{"account_key":"support"}""")
            .ShouldBeRefusalAsync(409, "CONFLICT", "account_key");
        (await PatchAsync(other.Id(), """{"account_key":"sales-2"}""").ShouldBeAsync(HttpStatusCode.OK))
            .Text("account_key")
            .ShouldBe("sales-2");
    }

    [Fact]
    public async Task The_default_moves_on_request_and_to_the_oldest_active_account_when_its_account_ends()
    {
        var (first, second, third) = (
            await _stage.CreateMailAsync("a"),
            await _stage.CreateMailAsync("b"),
            await _stage.CreateMailAsync("c")
        );
        (await DefaultAsync()).ShouldBe(first.Id());
        await _stage.Api.PostAsync($"{Accounts}/{third.Id()}/default", null).ShouldBeAsync(HttpStatusCode.OK);
        (await DefaultAsync()).ShouldBe(third.Id());
        await PatchAsync(third.Id(), """{"is_active":false}""").ShouldBeAsync(HttpStatusCode.OK);
        (await DefaultAsync()).ShouldBe(first.Id());
        await _stage.Api.PostAsync($"{Accounts}/{third.Id()}/default", null).ShouldBeRefusalAsync(409, "CONFLICT");
        await PatchAsync(third.Id(), """{"is_default":true}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "is_default");
        await PatchAsync(first.Id(), """{"is_default":false}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "is_default");
        await _stage.Api.DeleteAsync($"{Accounts}/{first.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        (await DefaultAsync()).ShouldBe(second.Id());
        await _stage.Api.GetAsync($"{Accounts}/{first.Id()}").ShouldBeRefusalAsync(404, "NOT_FOUND");
        (await _stage.CreateMailAsync("d", ""","is_default":true"""))
            .GetProperty("is_default")
            .GetBoolean()
            .ShouldBeTrue();
    }

    private Task<HttpResponseMessage> PatchAsync(string id, string json, EntityTagHeaderValue? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"{Accounts}/{id}") { Content = HttpJson.Json(json) };
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(ifMatch);
        return _stage.Api.SendAsync(request);
    }

    private async Task<System.Text.Json.JsonElement> ReadAsync(string id) =>
        await _stage.Api.GetAsync($"{Accounts}/{id}").ShouldBeAsync(HttpStatusCode.OK);

    private async Task<string> DefaultAsync() =>
        (await _stage.ListAccountsAsync("?channel=email"))
            .EnumerateArray()
            .Single(account => account.GetProperty("is_default").GetBoolean())
            .Id();
}
