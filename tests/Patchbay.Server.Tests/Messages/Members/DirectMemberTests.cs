using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Members;

/// <summary>No member of the webhooks of Instagram and Messenger is lost on the way.</summary>
public sealed class DirectMemberTests
{
    // Our own account, and flags that say which kind of message it is.
    private static readonly string[] Told = ["recipient.id", "message.is_echo", "message.is_deleted"];

    // These have events of their own, and tests of their own.
    private static readonly string[] OfMessages = ["frame", "message", "postback", "delivery", "read", "message_edit"];

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task Every_member_of_a_message_is_in_its_event_and_in_the_history(string channel)
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync(channel);
        await stage.ListenAsync(receiver);
        var written = new Dictionary<string, JsonObject>
        {
            ["m_1"] = ItemOf(line, "message", "m_1"),
            ["m_2"] = ItemOf(line, "postback", "m_2"),
        };
        written["m_1"]["beside"] = new JsonObject { ["of"] = "tomorrow" };
        foreach (var item in written.Values)
            await line.TellAsync(item.ToJsonString());

        var events = await receiver.EventsAsync(2, "mid");
        var rows = await stage.RowsAsync(line.Path, "mid");
        foreach (var (mid, item) in written)
        {
            events[mid].ShouldHoldAll(item, Told);
            rows[mid].ShouldHoldAll(item, Told);
        }
        var answered = JsonElement.Parse(written["m_1"]["message"]!["reply_to"]!.ToJsonString());
        JsonElement.DeepEquals(rows["m_1"].GetProperty("context"), answered).ShouldBeTrue();
        rows["m_1"].TryGetProperty("referral", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task Every_member_of_any_other_item_is_in_its_event(string channel)
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync(channel);
        await stage.ListenAsync(receiver);
        foreach (var name in WebhookMembers.NamesIn(channel).Except(OfMessages))
        {
            var item = ItemOf(line, name, $"m_{name}");
            await line.TellAsync(item.ToJsonString());
            var told = (await receiver.NextAsync()).Data.GetProperty("value");
            JsonElement.DeepEquals(told, JsonElement.Parse(item.ToJsonString())).ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("instagram", "message_edit")]
    [InlineData("messenger", "message_edit")]
    [InlineData("instagram", "read")]
    [InlineData("messenger", "read")]
    [InlineData("messenger", "delivery")]
    public async Task Every_member_of_news_of_a_message_is_in_its_event_and_in_the_history(string channel, string name)
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.OpenLineAsync(channel);
        await stage.ListenAsync(receiver);
        // Of a message that the emulator knows, it would tell these news itself.
        var sent = SentBy(line, "m_sent");
        await stage.Host.Get<MessageStore>().InsertAsync(sent, default);
        var item = ItemOf(line, name, "m_sent");

        await line.TellAsync(item.ToJsonString());

        var told = (await receiver.NextAsync()).Data;
        told.ShouldHoldAll(item, [.. Told, "sender.id"]);
        (await line.MessageAsync(sent.Id.ToString())).ShouldHoldAll(item, [.. Told, "sender.id", "timestamp"]);
    }

    private static MessageRow SentBy(DirectLine line, string mid)
    {
        var now = line.Stage.Clock.GetUtcNow();
        return new()
        {
            Id = line.Stage.Host.Get<Ids>().Uuid(),
            OrganizationId = line.Stage.Organization.Id,
            Environment = Environments.Sandbox,
            Channel = line.Channel,
            ConnectionId = line.ConnectionId,
            Direction = MessageDirection.Outbound,
            Type = "text",
            Content = """{"text":"Until six."}""",
            ProviderMessageId = mid,
            ContactId = Integrations.Login.LoginStage.Customer,
            Status = StatusRules.Sent,
            OccurredAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static JsonObject ItemOf(DirectLine line, string name, string mid)
    {
        var paths = WebhookMembers
            .Of(line.Channel, "frame")
            .Concat(WebhookMembers.Of(line.Channel, name))
            .Except(["message.is_echo", "message.is_deleted"]);
        var given = new Dictionary<string, JsonNode>
        {
            ["sender.id"] = Integrations.Login.LoginStage.Customer,
            ["recipient.id"] = line.ProfileId,
            ["timestamp"] = MemberStage.Second * 1000,
            [$"{name}.mid"] = mid,
            ["delivery.mids"] = new JsonArray(mid),
            ["read.watermark"] = MemberStage.Second * 1000 + 60_000,
        };
        return WebhookMembers.Object(paths, name, given);
    }
}
