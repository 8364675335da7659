using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Integrations;

/// <summary>Accounts of Instagram and Messenger that are created from a token of the caller.</summary>
public sealed class DirectAccountTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_Instagram_account_needs_a_valid_token_and_is_recreated_with_the_same_id()
    {
        var (token, id) = await _stage.InstagramLoginAsync();
        await CreateInstagramAsync("ig-1", token, id).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "account_key");
        await CreateInstagramAsync("main", "IGAAnobody-ever-made-this", id)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.access_token");
        var made = await CreateInstagramAsync("main", token, id).ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("account_key"), made.Text("status"), made.Text("display_name")).ShouldBe(
            ("main", "connected", "padaria")
        );
        made.GetProperty("config").Text("app_secret").ShouldBe("****cret");
        await CreateInstagramAsync("second", token, id).ShouldBeRefusalAsync(409, "CONFLICT");
        await _stage
            .Api.PatchJsonAsync(
                $"{Accounts}/{made.Id()}",
                """{"config":{"access_token":"IGAAnobody-ever-made-this"}}"""
            )
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.access_token");

        // After a disconnect on another surface the account has no secret. Creating it again restores the same account.
        await _stage
            .Api.DeleteAsync($"{ConnectionStage.Root}/{made.Text("connection_id")}")
            .ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.ScalarAsync<int>("select count(*) from integration_accounts where secrets is not null")).ShouldBe(
            0
        );
        (await CreateInstagramAsync("main", token, id).ShouldBeAsync(HttpStatusCode.Created)).Id().ShouldBe(made.Id());
    }

    [Fact]
    public async Task A_page_account_needs_a_valid_token_and_its_page_id_cannot_change()
    {
        var bakery = await _stage.BakeryAsync();
        var byLogin = await _stage.AccountAsync((await _stage.ConnectPageAsync()).Id());
        var token = await _stage.StoredTokenAsync(byLogin.Text("connection_id")!);
        await CreatePageAsync(token, bakery.PageId).ShouldBeRefusalAsync(409, "CONFLICT");
        await _stage.RotateAsync(byLogin.Text("connection_id")!, token);
        await _stage.Api.DeleteAsync($"{Accounts}/{byLogin.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);

        await CreatePageAsync("EAAnobody-ever-made-this", bakery.PageId)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.page_access_token");
        var made = await CreatePageAsync(token, bakery.PageId).ShouldBeAsync(HttpStatusCode.Created);
        made.Text("status").ShouldBe("connected");
        await _stage
            .Api.PatchJsonAsync($"{Accounts}/{made.Id()}", """{"config":{"page_id":"1"}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.page_id");
        (
            await _stage
                .Api.PatchJsonAsync($"{Accounts}/{made.Id()}", """{"config":{"page_name":"Shop"}}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        )
            .GetProperty("config")
            .Text("page_name")
            .ShouldBe("Shop");
    }

    private Task<HttpResponseMessage> CreateInstagramAsync(string key, string token, string id) =>
        _stage.Api.PostJsonAsync(
            Accounts,
            $$"""
            {"channel":"instagram","account_key":"{{key}}","config":{"access_token":"{{token}}",
            "ig_user_id":"{{id}}","username":"padaria","app_secret":"a-rather-long-secret"} }
            """
        );

    private Task<HttpResponseMessage> CreatePageAsync(string token, string page) =>
        _stage.Api.PostJsonAsync(
            Accounts,
            $$"""
            {"channel":"messenger","account_key":"shop","config":{"page_access_token":"{{token}}",
            "page_id":"{{page}}"} }
            """
        );
}
