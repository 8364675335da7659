using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Changes;

/// <summary>Endpoints of payload version 1 get what they got before: each change as it came, and no new members.</summary>
public sealed class FirstVersionTests
{
    private static readonly string[] New =
    [
        "context",
        "referral",
        "groupId",
        "errors",
        "pricing",
        "conversation",
        "identity",
        "extra",
        "participants",
        "editedAt",
        "revokedAt",
        "isAwaited",
    ];

    [Fact]
    public async Task A_change_on_WhatsApp_is_a_message_as_it_came()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = new ChangeLine(stage, await stage.ConnectQuietlyAsync(), IsFromApp: false);
        await ListenAsync(stage, receiver);

        await line.TellAsync(
            line.Edit("wamid.e", "wamid.o", "changed text"),
            line.Message("wamid.o", "first text"),
            line.Revoke("wamid.r", "wamid.o")
        );

        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() };
        told.Select(webhook => (webhook.Event, webhook.Data.Text("type"), webhook.Data.Text("wamid")))
            .ShouldBe([
                ("message.received", "edit", "wamid.e"),
                ("message.received", "text", "wamid.o"),
                ("message.received", "revoke", "wamid.r"),
            ]);
        told[0].Data.GetProperty("content").Text("original_message_id").ShouldBe("wamid.o");
        told[1].Data.GetProperty("content").GetRawText().ShouldBe("""{"body":"first text"}""");
        told.ShouldAllBe(webhook => HasNoNewMember(webhook.Data));
    }

    [Fact]
    public async Task A_change_on_Instagram_is_told_as_Meta_wrote_it()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("instagram");
        await ListenAsync(stage, receiver);
        var deletion =
            $$"""{"sender":{"id":"{{LoginStage.Customer}}"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000000,"message":{"mid":"m_1","is_deleted":true} }""";

        await line.TellAsync(deletion);

        var told = await receiver.NextAsync();
        told.Event.ShouldBe("account.updated");
        JsonElement.DeepEquals(told.Data.GetProperty("value"), JsonElement.Parse(deletion)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failure_after_delivery_is_a_failure()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await ListenAsync(stage, receiver);
        await stage.InsertMessageAsync(phone, "read", wamid: "wamid.o");
        const string errors =
            ""","errors":[{"code":131026,"title":"Undeliverable","error_data":{"details":"d"},"href":"h"}]""";

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $"\"statuses\":[{Payload.Status("wamid.o", "failed", errors)}]"
                )
            )
        );

        var told = await receiver.NextAsync();
        (told.Event, told.Data.Text("status")).ShouldBe(("message.failed", "failed"));
        told.Data.GetProperty("error")
            .GetRawText()
            .ShouldBe("""{"code":131026,"title":"Undeliverable","advice":null}""");
        HasNoNewMember(told.Data).ShouldBeTrue();
    }

    private static bool HasNoNewMember(JsonElement data) => !New.Any(name => data.TryGetProperty(name, out _));

    private static Task<JsonElement> ListenAsync(Stage stage, WebhookReceiver receiver) =>
        stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["*"],"payloadVersion":1}"""
            )
            .ShouldBeAsync(System.Net.HttpStatusCode.Created);
}
