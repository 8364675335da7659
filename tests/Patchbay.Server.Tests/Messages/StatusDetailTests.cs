using System.Text.Json;
using Patchbay.Server.Platform;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>What a status says beside how far a message came: why it failed, and what it cost.</summary>
public sealed class StatusDetailTests
{
    private const string Errors =
        """[{"code":131053,"title":"Media upload error","message":"Media upload error","error_data":{"details":"Unsupported audio."},"href":"https://developers.example/errors"},{"code":131000,"title":"Something went wrong"}]""";

    [Theory, EachDatabase]
    public async Task A_failure_is_told_with_its_details_and_every_error(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var (phone, id, wamid) = await AcceptedAsync(stage, receiver);

        await TellAsync(stage, phone, wamid, "failed", $",\"errors\":{Errors}");

        var told = (await receiver.NextAsync("message.failed")).Data;
        foreach (var shown in (JsonElement[])[told, await stage.MessageAsync(id)])
        {
            var error = shown.GetProperty("error");
            (error.GetProperty("code").GetInt32(), error.Text("title"), error.Text("advice")).ShouldBe(
                (131053, "Media upload error", "fix")
            );
            (error.Text("details"), error.Text("href")).ShouldBe(
                ("Unsupported audio.", "https://developers.example/errors")
            );
            JsonElement.DeepEquals(shown.GetProperty("errors"), JsonElement.Parse(Errors)).ShouldBeTrue();
        }
    }

    [Theory, EachDatabase]
    public async Task What_statuses_tell_of_cost_adds_up_in_the_history_in_any_order(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        foreach (
            var order in (string[][])
                [
                    ["sent", "delivered", "read"],
                    ["read", "delivered", "sent"],
                ]
        )
        {
            var (phone, id, wamid) = await AcceptedAsync(stage, receiver);
            foreach (var status in order)
                await TellAsync(stage, phone, wamid, status, MoreOf(status));

            var row = await stage.MessageAsync(id);
            row.Text("status").ShouldBe("read");
            row.GetProperty("pricing").GetRawText().ShouldBe("""{"billable":true,"category":"utility"}""");
            var conversation = row.GetProperty("conversation");
            (conversation.Text("id"), conversation.Text("expiration_timestamp")).ShouldBe(("C1", "1768559400"));
            row.GetProperty("extra").Text("template_id").ShouldBe("T1");
            row.Text("contactName").ShouldBe("Maria");
        }

        static string MoreOf(string status) =>
            status switch
            {
                "sent" =>
                    ""","pricing":{"billable":true,"category":"utility"},"conversation":{"id":"C1","expiration_timestamp":"1768559400"} """,
                "delivered" => ""","conversation":{"id":"C1"},"template_id":"T1" """,
                _ => "",
            };
    }

    [Theory, EachDatabase]
    public async Task A_failure_of_a_message_that_was_read_does_not_contradict_the_history(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        foreach (var together in (bool[])[false, true])
        {
            var (phone, id, wamid) = await AcceptedAsync(stage, receiver);
            var (read, failed) = (StatusOf(wamid, "read", ""), StatusOf(wamid, "failed", $",\"errors\":{Errors}"));
            if (together)
                await PostAsync(stage, phone, $"{read},{failed}");
            else
            {
                await PostAsync(stage, phone, read);
                await PostAsync(stage, phone, failed);
            }

            var row = await stage.MessageAsync(id);
            (row.Text("status"), row.GetProperty("error").ValueKind).ShouldBe(("read", JsonValueKind.Null));
            row.GetProperty("errors").GetArrayLength().ShouldBe(2);
            var told = await UntilErrorsAsync(receiver, wamid);
            told[^1].Event.ShouldBe("message.read");
            told[^1].Data.Text("status").ShouldBe("read");
            told[^1].Data.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
            told.ShouldNotContain(webhook => webhook.Event == "message.failed");
        }
    }

    [Fact]
    public async Task A_message_of_another_system_is_told_with_what_its_status_says()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);

        await TellAsync(stage, phone, "wamid.other", "failed", $",\"errors\":{Errors}");

        var told = (await receiver.NextAsync("message.failed")).Data;
        told.GetProperty("messageId").ValueKind.ShouldBe(JsonValueKind.Null);
        told.GetProperty("error").Text("details").ShouldBe("Unsupported audio.");
        told.GetProperty("errors").GetArrayLength().ShouldBe(2);
        (await stage.HistoryAsync(phone)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""[{"code":"131053","error_data":"plain text"}]""", 131053, "plain text")]
    [InlineData("""["odd"]""", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("[]", null, null)]
    public async Task Odd_errors_stop_nothing(string errors, int? code, string? details)
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var (phone, _, wamid) = await AcceptedAsync(stage, receiver);
        await TellAsync(stage, phone, wamid, "failed", $",\"errors\":{errors}");
        var told = (await receiver.NextAsync("message.failed")).Data;
        JsonElement.DeepEquals(told.GetProperty("errors"), JsonElement.Parse(errors)).ShouldBeTrue();
        if (code is null)
            told.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        else
            (
                told.GetProperty("error").GetProperty("code").GetInt32(),
                told.GetProperty("error").Text("details")
            ).ShouldBe((code.Value, details));
    }

    /// <summary>A message that Meta took, of which it has told nothing yet.</summary>
    private static async Task<(ConnectedPhone Phone, string Id, string Wamid)> AcceptedAsync(
        Stage stage,
        WebhookReceiver receiver
    )
    {
        var phone = await stage.ConnectAsync(receiver);
        var row = await stage.InsertMessageAsync(phone, "accepted", wamid: $"wamid.{stage.Host.Get<Ids>().Uuid():N}");
        return (phone, row.Id.ToString(), row.ProviderMessageId!);
    }

    private static async Task<List<ReceivedWebhook>> UntilErrorsAsync(WebhookReceiver receiver, string wamid)
    {
        var told = new List<ReceivedWebhook>();
        while (told.LastOrDefault()?.Data.TryGetProperty("errors", out _) is not true)
        {
            var next = await receiver.NextAsync();
            if (next.Data.Text("wamid") == wamid)
                told.Add(next);
        }
        return told;
    }

    private static Task TellAsync(Stage stage, ConnectedPhone phone, string wamid, string status, string more) =>
        PostAsync(stage, phone, StatusOf(wamid, status, more));

    private static string StatusOf(string wamid, string status, string more) => Payload.Status(wamid, status, more);

    private static async Task PostAsync(Stage stage, ConnectedPhone phone, string statuses)
    {
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $"\"contacts\":[{Payload.Contact("5511999990000", "Maria")}],\"statuses\":[{statuses}]"
                )
            )
        );
        await stage.WhenWorkedOffAsync();
    }
}
