using System.Net;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Connections;

/// <summary>A number whose events Meta sends to another address.</summary>
public sealed class CallbackMovedTests
{
    [Theory, EachDatabase]
    public async Task A_moved_callback_is_told_once_and_names_the_call_that_repairs_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var elsewhere = await ElsewhereAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"connection.callback_moved\"");
        var (health, connection) = ($"/v1/phones/{phone.Id}/health", await ConnectionAsync(stage, phone));
        await MoveAsync(stage, phone, elsewhere.Url);

        for (var i = 0; i < 3; i++)
            await stage.Api.GetAsync(health).ShouldBeAsync(HttpStatusCode.OK);
        // A call that the clock overtakes would be over time.
        var told = (await receiver.NextAsync()).Data;
        await stage.Host.CallsEndedAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(6));
        var channel = await stage.ChannelAsync("whatsapp");

        channel.Text("reason").ShouldBe("callback_elsewhere");
        (told.Text("connectionId"), told.Text("phoneNumberId"), told.Text("channel"), told.Text("reason")).ShouldBe(
            (connection, phone.Id, "whatsapp", "callback_elsewhere")
        );
        told.Text("nextAction").ShouldBe("set_callback");
        var call = told.Text("nextCall")!;
        channel
            .GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.Text("name") == "callback")
            .Text("next_call")
            .ShouldBe(call);

        call.ShouldStartWith("POST /v1/");
        await stage.Api.PostAsync(call["POST ".Length..], null).ShouldBeAsync(HttpStatusCode.OK);
        var repaired = await stage.Api.GetAsync(health).ShouldBeAsync(HttpStatusCode.OK);
        repaired.GetProperty("data").GetProperty("issues").GetArrayLength().ShouldBe(0);
        receiver.All.Count.ShouldBe(1);

        await MoveAsync(stage, phone, elsewhere.Url);
        await stage.Api.GetAsync(health).ShouldBeAsync(HttpStatusCode.OK);
        await receiver.NextAsync();
        receiver.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_background_check_notices_it()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var elsewhere = await ElsewhereAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"connection.callback_moved\"");
        await MoveAsync(stage, phone, elsewhere.Url);
        stage.Clock.Advance(TimeSpan.FromHours(8));
        await stage.Host.AsTimePassesAsync(receiver.NextAsync("connection.callback_moved"));
    }

    /// <summary>Another system of the number's owner points the number at itself.</summary>
    internal static async Task MoveAsync(Stage stage, ConnectedPhone phone, string url)
    {
        using var meta = new HttpClient { BaseAddress = stage.Meta.BaseAddress };
        meta.DefaultRequestHeaders.Add(
            "Authorization",
            $"Bearer {await stage.StoredTokenAsync(await ConnectionAsync(stage, phone))}"
        );
        await meta.PostJsonAsync(
                $"/v23.0/{phone.MetaPhoneNumberId}",
                $$"""{"webhook_configuration":{"override_callback_uri":"{{url}}","verify_token":"right"} }"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>A server that answers Meta's challenge.</summary>
    internal static Task<ChallengeAnswerer> ElsewhereAsync() => ChallengeAnswerer.StartAsync();

    private static async Task<string> ConnectionAsync(Stage stage, ConnectedPhone phone) =>
        (await stage.Api.GetAsync(ConnectionStage.Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .EnumerateArray()
            .Single(connection => connection.Text("phone_number_id") == phone.MetaPhoneNumberId)
            .Id();
}
