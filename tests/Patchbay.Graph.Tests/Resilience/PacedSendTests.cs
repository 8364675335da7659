using System.Text.Json.Nodes;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Resilience;

public sealed class PacedSendTests
{
    private const string _accepted = """{"messages":[{"id":"wamid.X"}],"success":true,"encrypted_contents":"x"}""";
    private static readonly Recipient _ana = Recipient.Phone("+15551234567");
    private readonly ManualTime _time = new();

    public static TheoryData<string> Sends => ["typed", "raw", "marketing"];

    [Theory]
    [MemberData(nameof(Sends))]
    public async Task Each_way_to_send_counts_for_the_pair(string way)
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var messages = Messages(graph, new SendPacer(1000, pairBurst: 1, time: _time));
        await messages.SendAsync("106", _ana, Message.Text("First"));
        var second = SendAsync(messages, way);
        second.IsCompleted.ShouldBeFalse();
        graph.Seen.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(6));
        await second;
        graph.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_encrypted_send_counts_for_the_number()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var messages = Messages(graph, new SendPacer(1, time: _time));
        await messages.SendEncryptedAsync("106", "abc");
        var second = messages.SendEncryptedAsync("106", "abc");
        second.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        await second;
    }

    [Fact]
    public async Task Read_marks_and_typing_are_no_messages()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var messages = Messages(graph, new SendPacer(1, time: _time));
        await messages.SendAsync("106", _ana, Message.Text("First"));
        await messages.MarkReadAsync("106", "wamid.Y", showTyping: true);
        await messages.SendRawAsync("106", JsonNode.Parse("""{"status":"read","message_id":"wamid.Y"}""")!.AsObject());
        graph.Seen.Count.ShouldBe(3);
    }

    private static MessageOperations Messages(LocalGraph graph, SendPacer pacer) => graph.Client(o => o with { Pacer = pacer }).As("test-token").Messages;

    private static Task<SentMessage> SendAsync(MessageOperations messages, string way) => way switch
    {
        "typed" => messages.SendAsync("106", _ana, Message.Text("Second")),
        "raw" => messages.SendRawAsync("106", JsonNode.Parse("""{"to":"+15551234567","type":"text","text":{"body":"Second"}}""")!.AsObject()),
        _ => messages.SendMarketingAsync("106", _ana, new TemplateMessage("sale", "en_US")),
    };
}
