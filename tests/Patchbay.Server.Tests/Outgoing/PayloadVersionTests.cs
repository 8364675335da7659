using System.Net;
using System.Text;
using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Endpoints pin a payload version and limit their events to channels.</summary>
public sealed class PayloadVersionTests
{
    private const string Hooks = "/v1/outgoing-webhooks",
        Later = """{"channel":"whatsapp","status":"received","referral":{"ctwa_clid":"c"},"timestamp":"t"}""",
        First = """{"channel":"whatsapp","status":"received","timestamp":"t"}""",
        Call = """{"phoneNumberId":null,"wabaId":null,"field":"calls","value":{"calls":[]}}""";

    [Theory, EachDatabase]
    public async Task An_endpoint_gets_each_event_in_its_version(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var first = await stage.CreateHookAsync(more: ""","payloadVersion":1""", path: "/first");
        var current = await stage.CreateHookAsync(path: "/current");
        (first.GetProperty("payloadVersion").GetInt32(), current.GetProperty("payloadVersion").GetInt32()).ShouldBe(
            (1, 2)
        );

        await stage.PublishAsync(EventNames.MessageReceived, Later);
        await stage.PublishAsync(EventNames.CallReceived, Call);
        await stage.PublishAsync(EventNames.ConnectionCallbackMoved, """{"connectionId":"pc"}""");
        await stage.PublishAsync(
            stage.Acme.SandboxTenant,
            new NewEvent(EventNames.MessageRevoked, stage.Host.Clock.GetUtcNow(), """{"wamid":"1"}""")
            {
                Version1 = new(EventNames.MessageReceived, """{"wamid":"2","type":"revoke"}"""),
            }
        );

        await stage.UntilAsync($"{Hooks}/{OutgoingStage.Id(current)}/deliveries", AllDelivered(4));
        await stage.UntilAsync($"{Hooks}/{OutgoingStage.Id(first)}/deliveries", AllDelivered(3));
        Told(stage, "/hook/first")
            .ShouldBe([
                $"account.updated {Call}",
                $"message.received {First}",
                """message.received {"wamid":"2","type":"revoke"}""",
            ]);
        Told(stage, "/hook/current")
            .ShouldBe([
                $"call.received {Call}",
                """connection.callback_moved {"connectionId":"pc"}""",
                $"message.received {Later}",
                """message.revoked {"wamid":"1"}""",
            ]);
        // The list of deliveries names the events as the endpoint got them.
        (await stage.DeliveriesAsync(first))
            .EnumerateArray()
            .Select(delivery => delivery.GetProperty("event").GetString())
            .Order()
            .ShouldBe(["account.updated", "message.received", "message.received"]);
    }

    [Fact]
    public async Task A_subscription_goes_by_the_names_of_the_endpoints_version()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var first = await stage.CreateHookAsync("\"account.updated\"", ""","payloadVersion":1""", "/first");
        var current = await stage.CreateHookAsync("\"account.updated\"", path: "/current");
        await stage.PublishAsync(EventNames.CallEnded, Call);
        await stage.PublishAsync(EventNames.AccountUpdated, Call);

        await stage.UntilAsync($"{Hooks}/{OutgoingStage.Id(first)}/deliveries", AllDelivered(2));
        await stage.UntilAsync($"{Hooks}/{OutgoingStage.Id(current)}/deliveries", AllDelivered(1));
    }

    [Theory, EachDatabase]
    public async Task Sending_again_and_recovering_use_the_version_that_the_endpoint_has_now(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync();
        var path = $"{Hooks}/{OutgoingStage.Id(hook)}";
        await stage.PublishAsync(EventNames.CallReceived, Call);
        await stage.PublishAsync(EventNames.ConnectionCallbackMoved, """{"connectionId":"pc"}""");
        var delivered = await stage.UntilAsync($"{path}/deliveries", AllDelivered(2));
        await stage
            .Api.PatchJsonAsync(path, """{"payloadVersion":1,"isActive":false}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage.PublishAsync(EventNames.CallEnded, Call);
        await stage.PublishAsync(EventNames.ConnectionCallbackMoved, """{"connectionId":"pc"}""");
        await stage.Api.PatchJsonAsync(path, """{"isActive":true}""").ShouldBeAsync(HttpStatusCode.OK);

        var recovered = await stage
            .Api.PostJsonAsync($"{path}/recover", """{"since":"2020-01-01T00:00:00Z","until":"2030-01-01T00:00:00Z"}""")
            .ShouldBeAsync(HttpStatusCode.Accepted);

        recovered.GetProperty("data").GetProperty("deliveries").GetInt32().ShouldBe(1, "version 1 has no other event");
        foreach (var delivery in delivered.EnumerateArray())
            await stage
                .Api.PostAsync($"/v1/webhook-deliveries/{OutgoingStage.Id(delivery)}/resend", null)
                .ShouldBeAsync(HttpStatusCode.Accepted);
        var ended = await stage.UntilAsync(
            $"{path}/deliveries",
            list =>
                list.GetArrayLength() == 3
                && list.EnumerateArray().All(delivery => delivery.GetProperty("state").GetString() != "pending")
        );
        ended
            .EnumerateArray()
            .Select(delivery =>
                $"{delivery.GetProperty("event")} {delivery.GetProperty("state")} {delivery.GetProperty("lastError")}"
            )
            .Order()
            .ShouldBe([
                "account.updated delivered ",
                "account.updated delivered ",
                "connection.callback_moved failed not_in_payload_version",
            ]);
        stage.Receiver.All.Select(call => call.Event).TakeLast(2).ShouldBe(["account.updated", "account.updated"]);
    }

    [Fact]
    public async Task An_endpoint_in_Metas_format_gets_Metas_bytes_in_both_versions()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var payload = """{"object":"whatsapp_business_account","entry":[]}""";
        await stage.CreateHookAsync("\"account.updated\"", ""","format":"meta","payloadVersion":1""", "/first");
        await stage.CreateHookAsync("\"call.received\"", ""","format":"meta" """, "/current");
        await stage.PublishAsync(EventNames.CallReceived, Call, Encoding.UTF8.GetBytes(payload));

        foreach (var call in new[] { await stage.Receiver.NextAsync(), await stage.Receiver.NextAsync() })
            Encoding.UTF8.GetString(call.Body).ShouldBe(payload);
    }

    [Theory, EachDatabase]
    public async Task An_endpoint_gets_the_events_of_its_channels_and_those_of_none(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync(more: ""","channels":["instagram","email"]""");
        var path = $"{Hooks}/{OutgoingStage.Id(hook)}";
        await PublishAsync(stage, "instagram");
        await PublishAsync(stage, "whatsapp");
        await PublishAsync(stage, null);
        await stage.UntilAsync($"{path}/deliveries", AllDelivered(2));
        Channels(stage).ShouldBe(["instagram", "none"]);

        var changed = await stage.Api.PatchJsonAsync(path, """{"description":"x"}""").ShouldBeAsync(HttpStatusCode.OK);
        changed.GetProperty("data").GetProperty("channels").GetArrayLength().ShouldBe(2);
        changed = await stage.Api.PatchJsonAsync(path, """{"channels":null}""").ShouldBeAsync(HttpStatusCode.OK);
        changed.GetProperty("data").GetProperty("channels").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await PublishAsync(stage, "whatsapp");
        await stage.UntilAsync($"{path}/deliveries", AllDelivered(3));
        Channels(stage).ShouldBe(["instagram", "none", "whatsapp"]);
    }

    [Theory]
    [InlineData("\"payloadVersion\":3", "payloadVersion")]
    [InlineData("\"payloadVersion\":0", "payloadVersion")]
    [InlineData("\"payloadVersion\":\"2\"", "payloadVersion")]
    [InlineData("\"payloadVersion\":1,\"events\":[\"call.received\"]", "events")]
    [InlineData("\"channels\":[]", "channels")]
    [InlineData("\"channels\":[\"sms\"]", "channels")]
    [InlineData("\"channels\":[null]", "channels")]
    [InlineData("\"channels\":[\"instagram\",\"Instagram\"]", "channels")]
    [InlineData("\"channels\":\"instagram\"", "channels")]
    [InlineData("\"rate_limit\":5", "rate_limit")]
    [InlineData("\"hasChannels\":true", "hasChannels")]
    [InlineData("\"Url\":\"https://example.com\"", "Url")]
    public async Task A_wrong_version_an_unknown_channel_and_an_unknown_member_are_refused_by_name(
        string member,
        string field
    )
    {
        await using var stage = await OutgoingStage.StartAsync();
        var events = member.Contains("events", StringComparison.Ordinal) ? "" : ""","events":["*"]""";
        await stage
            .Api.PostJsonAsync(Hooks, $$"""{"url":"{{stage.Receiver.Url}}"{{events}},{{member}}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        var hook = OutgoingStage.Id(await stage.CreateHookAsync());
        await stage
            .Api.PatchJsonAsync($"{Hooks}/{hook}", $"{{{member}}}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
    }

    [Fact]
    public async Task Unknown_members_are_refused_wherever_a_webhook_takes_a_body()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var path = $"{Hooks}/{OutgoingStage.Id(await stage.CreateHookAsync())}";
        foreach (
            var call in new[]
            {
                stage.Api.PatchJsonAsync(path, """{"secret":"a-secret-of-sixteen"}"""),
                stage.Api.PostJsonAsync($"{path}/rotate-secret", """{"secret_":"a-secret-of-sixteen"}"""),
                stage.Api.PostJsonAsync($"{path}/recover", """{"since":"2020-01-01T00:00:00Z","to":"2021-01-01"}"""),
            }
        )
            await call.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed");
        await stage
            .Api.PatchJsonAsync(path, """{"a member\u0001 of no name":1}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", null);
    }

    [Fact]
    public async Task A_change_to_version_1_is_refused_while_the_events_need_the_current_one()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var path = $"{Hooks}/{OutgoingStage.Id(await stage.CreateHookAsync("\"call.received\""))}";
        await stage
            .Api.PatchJsonAsync(path, """{"payloadVersion":1}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "events");
        await stage
            .Api.PatchJsonAsync(path, """{"payloadVersion":1,"events":["account.updated"]}""")
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    private static Func<System.Text.Json.JsonElement, bool> AllDelivered(int count) =>
        list =>
            list.GetArrayLength() == count
            && list.EnumerateArray().All(delivery => delivery.GetProperty("state").GetString() == "delivered");

    private static Task PublishAsync(OutgoingStage stage, string? channel) =>
        stage.PublishAsync(
            stage.Acme.SandboxTenant,
            new NewEvent(
                EventNames.MessageSent,
                stage.Host.Clock.GetUtcNow(),
                $$"""{"channel":"{{channel ?? "none"}}"}"""
            )
            {
                Channel = channel,
            }
        );

    private static IEnumerable<string?> Channels(OutgoingStage stage) =>
        stage.Receiver.All.Select(call => call.Data.GetProperty("channel").GetString()).Order();

    private static IEnumerable<string> Told(OutgoingStage stage, string path) =>
        stage
            .Receiver.All.Where(call => call.Path == path)
            .Select(call => $"{call.Event} {call.Data.GetRawText()}")
            .Order(StringComparer.Ordinal);
}
