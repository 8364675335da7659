using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>An address has one endpoint for each scope, so no event is told twice to one receiver.</summary>
public sealed class SameAddressTests
{
    private const string Hooks = "/v1/outgoing-webhooks";

    [Theory, EachDatabase]
    public async Task A_second_endpoint_of_an_address_and_scope_is_refused_with_the_id_of_the_first(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var first = OutgoingStage.Id(await stage.CreateHookAsync("\"message.received\""));
        foreach (
            var url in new[]
            {
                stage.Receiver.Url,
                stage.Receiver.Url.Replace("http://", "HTTP://", StringComparison.Ordinal),
            }
        )
        {
            var error = await stage
                .Api.PostJsonAsync(Hooks, $$"""{"url":"{{url}}","events":["message.read"]}""")
                .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook_exists", "url");
            error.Text("message")!.ShouldContain(first);
        }

        await stage.CreateHookAsync(path: "/other");
        var moved = await stage
            .Api.PatchJsonAsync($"{Hooks}/{first}", $$"""{"url":"{{stage.Receiver.Url}}/other"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook_exists", "url");
        moved.Text("message")!.ShouldNotContain(first);
        await stage
            .Api.PatchJsonAsync($"{Hooks}/{first}", $$"""{"url":"{{stage.Receiver.Url}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        await stage.Api.DeleteAsync($"{Hooks}/{first}").ShouldBeAsync(HttpStatusCode.NoContent);
        await stage.CreateHookAsync();
    }

    [Theory, EachDatabase]
    public async Task Of_many_requests_at_once_one_makes_the_endpoint(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => stage.Api.PostJsonAsync(Hooks, $$"""{"url":"{{stage.Receiver.Url}}","events":["*"]}"""))
        );
        answers
            .Select(answer => answer.StatusCode)
            .Order()
            .ShouldBe([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)]);
    }

    [Fact]
    public async Task Another_scope_another_tenant_and_another_address_are_no_hindrance()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync();
        var other = await stage.Host.CreateOrganizationAsync("Other");
        var url = $"\"url\":\"{receiver.Url}\",\"events\":[\"*\"]";
        foreach (var scope in new[] { "", $",\"wabaId\":\"{phone.WabaId}\"", $",\"phoneNumberId\":\"{phone.Id}\"" })
            await stage.Api.PostJsonAsync(Hooks, $"{{{url}{scope}}}").ShouldBeAsync(HttpStatusCode.Created);
        await other.Sandbox.PostJsonAsync(Hooks, $"{{{url}}}").ShouldBeAsync(HttpStatusCode.Created);
        await stage
            .Api.PostJsonAsync(Hooks, $"{{{url},\"wabaId\":\"{phone.WabaId}\"}}")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook_exists");
    }

    [Theory, EachDatabase]
    public async Task Two_links_of_one_number_share_one_endpoint_with_the_events_of_both(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var first = await stage.ConnectAsync(linkJson: LinkJson(receiver, "\"message.received\""));
        var second = await stage.ConnectAsync(first.Again, LinkJson(receiver, "\"message.read\""));

        var hook = (await stage.Api.GetAsync(Hooks).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        hook.GetProperty("events")
            .EnumerateArray()
            .Select(name => name.GetString())
            .ShouldBe(["message.received", "message.read"]);
        var (early, late) = (await first.Link.ReadAsync(), await second.Link.ReadAsync());
        early.Text("outgoingWebhookId").ShouldBe(hook.Id());
        late.Text("outgoingWebhookId").ShouldBe(hook.Id());
        early.GetProperty("isWebhookSecretIgnored").GetBoolean().ShouldBeFalse();
        late.GetProperty("isWebhookSecretIgnored").GetBoolean().ShouldBeTrue("the first endpoint keeps its secret");
    }

    [Fact]
    public async Task A_link_with_the_secret_of_the_shared_endpoint_has_nothing_to_say()
    {
        const string secret = ",\"webhookSecret\":\"a-secret-of-both-links\"";
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var first = await stage.ConnectAsync(linkJson: LinkJson(receiver, "\"*\"", secret));
        var second = await stage.ConnectAsync(first.Again, LinkJson(receiver, "\"message.read\"", secret));

        var read = await second.Link.ReadAsync();
        read.GetProperty("isWebhookSecretIgnored").GetBoolean().ShouldBeFalse();
        var hook = (
            await stage.Api.GetAsync($"{Hooks}/{read.Text("outgoingWebhookId")}").ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
        hook.GetProperty("events")[0].GetString().ShouldBe("*");
    }

    private static string LinkJson(WebhookReceiver receiver, string events, string more = "") =>
        $$"""{"name":"Acme","webhookUrl":"{{receiver.Url}}","webhookEvents":[{{events}}]{{more}} }""";
}
