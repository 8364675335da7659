using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Members;

/// <summary>No member of WhatsApp's messages, contacts and statuses is lost on the way.</summary>
public sealed class WhatsAppMemberTests
{
    // Changes of earlier messages: they are no messages of their own.
    private static readonly string[] Changes = ["edit", "revoke"];

    [Theory, EachDatabase]
    public async Task Every_member_of_every_type_of_message_is_in_its_event_and_in_the_history(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        var types = WebhookMembers.NamesIn("whatsapp", "types").Except(Changes).ToList();
        var written = types.ToDictionary(type => $"wamid.{type}", MessageOf);
        var contacts = types.ToDictionary(type => $"wamid.{type}", ContactOf);

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                [.. written.Select(one => MemberStage.Change(phone, contacts[one.Key], "messages", one.Value))]
            )
        );

        var events = await receiver.EventsAsync(types.Count, "wamid");
        var rows = await stage.RowsAsync($"/v1/phones/{phone.Id}/messages", "wamid");
        types.Count.ShouldBeGreaterThan(12);
        foreach (var (wamid, message) in written)
        {
            events[wamid].ShouldHoldAll(message);
            events[wamid].ShouldHoldAll(contacts[wamid]);
            rows[wamid].ShouldHoldAll(message);
            rows[wamid].ShouldHoldAll(contacts[wamid]);
        }
        foreach (var member in (string[])["context", "referral", "errors", "identity"])
        {
            var context = JsonElement.Parse(written["wamid.text"][member]!.ToJsonString());
            JsonElement.DeepEquals(events["wamid.text"].GetProperty(member), context).ShouldBeTrue(member);
            JsonElement.DeepEquals(rows["wamid.text"].GetProperty(member), context).ShouldBeTrue(member);
        }
        rows["wamid.text"].GetProperty("groupId").GetString().ShouldBe("text group_id");
    }

    [Theory, EachDatabase]
    public async Task Every_member_of_a_status_is_in_its_event_and_in_the_history(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var sent = await stage.SentAsync(phone);
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        await stage.ListenAsync(receiver);
        var wamid = sent.GetProperty("wamid").GetString()!;
        var (ours, contact) = (StatusOf(wamid, "played"), ContactOf("status"));
        var others = StatusOf("wamid.other", "failed");

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                MemberStage.Change(phone, contact, "statuses", StatusOf(wamid, "failed")),
                MemberStage.Change(phone, contact, "statuses", others)
            )
        );
        var told = await receiver.EventsAsync(2, "wamid");
        await stage.ShouldBeTakenAsync(Payload.Entry("1", MemberStage.Change(phone, contact, "statuses", ours)));
        await stage.WhenWorkedOffAsync();

        // The history shows how far the message came, and every other member of its statuses.
        var row = await stage.MessageAsync(sent.GetProperty("id").GetString()!);
        row.ShouldHoldAll(ours, "timestamp");
        row.ShouldHoldAll(contact);
        told["wamid.other"].ShouldHoldAll(others);
        told["wamid.other"].ShouldHoldAll(contact);
        told[wamid].ShouldHoldAll(StatusOf(wamid, told[wamid].GetProperty("status").GetString()!));
        told[wamid].ShouldHoldAll(contact);
        foreach (var member in (string[])["pricing", "conversation", "errors"])
            JsonElement
                .DeepEquals(row.GetProperty(member), JsonElement.Parse(ours[member]!.ToJsonString()))
                .ShouldBeTrue(member);
    }

    [Fact]
    public async Task Every_member_of_an_edit_is_in_its_event()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        foreach (var type in Changes)
        {
            var message = MessageOf(type);
            if (type == "edit")
                message["edit"]!["message"]!["type"] = "text";
            message[type]!["original_message_id"] = $"wamid.of.{type}";
            await stage.ShouldBeTakenAsync(
                Payload.Entry("1", MemberStage.Change(phone, ContactOf(type), "messages", message))
            );

            var told = await receiver.NextAsync();
            told.Event.ShouldBe(type == "edit" ? "message.edited" : "message.revoked");
            message.Remove("type");
            told.Data.ShouldHoldAll(message);
            told.Data.ShouldHoldAll(ContactOf(type));
        }
    }

    private static JsonObject MessageOf(string type)
    {
        var paths = WebhookMembers.Of("whatsapp", "common").Concat(WebhookMembers.Of("whatsapp", "types", type));
        var given = new Dictionary<string, JsonNode>
        {
            ["id"] = $"wamid.{type}",
            ["type"] = type,
            ["from"] = MemberStage.Number(type.Length),
            ["timestamp"] = MemberStage.Second.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return WebhookMembers.Object(paths, type, given);
    }

    private static JsonObject ContactOf(string type) =>
        WebhookMembers.Object(
            WebhookMembers.Of("whatsapp", "contact"),
            $"{type} contact",
            new Dictionary<string, JsonNode>()
        );

    private static JsonObject StatusOf(string wamid, string status)
    {
        var given = new Dictionary<string, JsonNode>
        {
            ["id"] = wamid,
            ["status"] = status,
            ["timestamp"] = MemberStage.Second,
        };
        return WebhookMembers.Object(WebhookMembers.Of("whatsapp", "status"), "status", given);
    }
}
