using System.Text.Json;
using System.Text.Json.Nodes;
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
        var sent = await line.SentAsync("Until six.");
        await line.QuietAsync();
        await stage.ListenAsync(receiver);
        var item = ItemOf(line, name, sent.GetProperty("mid").GetString()!);

        await line.TellAsync(item.ToJsonString());

        var told = (await receiver.NextAsync()).Data;
        told.ShouldHoldAll(item, [.. Told, "sender.id"]);
        (await line.MessageAsync(sent.GetProperty("id").GetString()!)).ShouldHoldAll(
            item,
            [.. Told, "sender.id", "timestamp"]
        );
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
