using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Phones;

/// <summary>A number that is disconnected and connected again.</summary>
public sealed class ReconnectedPhoneTests
{
    [Theory, EachDatabase]
    public async Task It_keeps_its_id_and_its_history(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage.Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{receiver.Url}}","events":["*"]}""");
        var first = await stage.ConnectAsync(linkJson: """{"name":"first","externalId":"one","metadata":{"shop":1}}""");
        await receiver.NextAsync("phone_number.connected");
        stage.Meta.ReceiveText(first.MetaPhoneNumberId, "5511999990000", "Maria", "before");
        await receiver.NextAsync("message.received");
        var before = await PhoneAsync(stage, first.Id);

        await DisconnectAsync(stage, before);
        await stage.Api.GetAsync($"/v1/phones/{first.Id}").ShouldBeAsync(HttpStatusCode.NotFound);
        var second = await stage.ConnectAsync(first.Again, """{"name":"second","externalId":"two"}""");

        second.Id.ShouldBe(first.Id);
        var connected = (await receiver.NextAsync("phone_number.connected")).Data;
        connected.GetProperty("phoneNumberId").GetString().ShouldBe(first.Id);
        var after = await PhoneAsync(stage, first.Id);
        after.Text("status").ShouldBe("connected");
        after.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
        after.Text("connectionId").ShouldNotBe(before.Text("connectionId"));
        (after.Text("externalId"), after.GetProperty("metadata").GetRawText()).ShouldBe(("two", """{"shop":1}"""));
        (await first.Link.ReadAsync()).Text("phoneNumber").ShouldBe(after.Text("phoneNumber"));
        stage.Meta.ReceiveText(first.MetaPhoneNumberId, "5511999990000", "Maria", "after");
        await receiver.NextAsync("message.received");
        (await TextsAsync(stage, first.Id)).ShouldBe(["after", "before"]);
        await stage
            .Api.PostJsonAsync(
                $"/v1/phones/{first.Id}/messages",
                """{"type":"text","to":"+5511999990000","text":"Hello again"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        await stage.Api.GetAsync($"/v1/phones/{first.Id}/health").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task It_is_one_number_however_often_it_is_connected_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var first = await stage.ConnectAsync();
        for (var round = 0; round < 3; round++)
        {
            await DisconnectAsync(stage, await PhoneAsync(stage, first.Id));
            (await stage.ConnectAsync(first.Again)).Id.ShouldBe(first.Id);
        }
        var list = await stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
        list.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Another_organization_gets_neither_its_id_nor_its_history(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var mine = await stage.ConnectAsync(linkJson: """{"name":"mine","metadata":{"shop":1}}""");
        await DisconnectAsync(stage, await PhoneAsync(stage, mine.Id));
        var other = await stage.Host.CreateOrganizationAsync("Other");
        var made = await other
            .Sandbox.PostJsonAsync("/v1/onboarding-links", """{"name":"theirs"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await using var page = await SignupPage.OpenAsync(
            stage.Host.Address,
            made.GetProperty("data").GetProperty("id").GetGuid()
        );
        (await page.CallbackAsync(stage.Meta.SignUp(mine.Again))).Text("status").ShouldBe("success");

        var theirs = (await other.Sandbox.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[
            0
        ];
        theirs.Text("id").ShouldNotBe(mine.Id);
        theirs.GetProperty("metadata").ValueKind.ShouldBe(JsonValueKind.Null);
        await stage.Api.GetAsync($"/v1/phones/{mine.Id}").ShouldBeAsync(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> PhoneAsync(Stage stage, string id) =>
        (await stage.Api.GetAsync($"/v1/phones/{id}").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    private static Task DisconnectAsync(Stage stage, JsonElement phone) =>
        stage
            .Api.DeleteAsync($"/v1/provider-connections/{phone.Text("connectionId")}")
            .ShouldBeAsync(HttpStatusCode.OK);

    private static async Task<IEnumerable<string?>> TextsAsync(Stage stage, string id) =>
        (await stage.Api.GetAsync($"/v1/phones/{id}/messages").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .EnumerateArray()
            .Select(message => message.GetProperty("content").Text("body"));
}
