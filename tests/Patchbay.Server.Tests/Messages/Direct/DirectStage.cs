using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Direct;

/// <summary>A connected page or Instagram account of the organization.</summary>
internal sealed record DirectLine(Stage Stage, string Channel, string AccountId, string ConnectionId, string ProfileId)
{
    public string Path => $"/v1/connections/{ConnectionId}/messages";

    public string TextJson(string text, string more = "") =>
        $$"""{"to":"{{LoginStage.Customer}}","type":"text","text":"{{text}}"{{more}} }""";

    public Task<HttpResponseMessage> SendAsync(string text, string more = "") =>
        Stage.Api.PostJsonAsync(Path, TextJson(text, more));

    public async Task<JsonElement> SentAsync(string text, string more = "") =>
        (await SendAsync(text, more).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("data");

    public async Task<IReadOnlyList<JsonElement>> HistoryAsync() =>
        [.. (await Stage.Api.GetAsync(Path).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data").EnumerateArray()];

    public async Task<JsonElement> MessageAsync(string id) =>
        (await Stage.Api.GetAsync($"/v1/messages/{id}").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    /// <summary>Acts as a person who writes. Returns the id of the message once the server has processed it.</summary>
    public async Task<string> HearAsync(string text, string from = LoginStage.Customer)
    {
        var mid = await Stage.WriteAsync(ProfileId, text, from: from);
        await QuietAsync();
        return mid;
    }

    /// <summary>Returns when Meta has delivered every webhook and the server has processed it.</summary>
    public async Task QuietAsync()
    {
        await Stage.Meta.WhenDeliveriesIdle();
        await Stage.WhenWorkedOffAsync();
    }

    /// <summary>Posts a signed webhook with this entry. Returns when the server has processed it.</summary>
    public async Task TellAsync(string entry)
    {
        var kind = Channel == "instagram" ? "instagram" : "page";
        await Stage
            .PostSignedAsync(
                $$"""
                {"object":"{{kind}}","entry":[{"id":"{{ProfileId}}","time":1768473000000,
                "messaging":[{{entry}}]}]}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await Stage.WhenWorkedOffAsync();
    }
}

internal static class DirectStage
{
    public static async Task<DirectLine> LineAsync(this Stage stage, string channel)
    {
        var bakery = await stage.BakeryAsync();
        var account = await stage.AccountAsync(
            (channel == "instagram" ? await stage.ConnectInstagramAsync() : await stage.ConnectPageAsync()).Id()
        );
        return new(
            stage,
            channel,
            account.Id(),
            account.Text("connection_id")!,
            channel == "instagram" ? bakery.InstagramId : bakery.PageId
        );
    }

    /// <summary>A line whose customer has just written, so that the window for answers is open.</summary>
    public static async Task<DirectLine> OpenLineAsync(this Stage stage, string channel)
    {
        var line = await stage.LineAsync(channel);
        await line.HearAsync("Good morning");
        return line;
    }

    public static async Task ListenAsync(this Stage stage, WebhookReceiver receiver, string events = "\"*\"") =>
        await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{receiver.Url}}","events":[{{events}}]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
}
