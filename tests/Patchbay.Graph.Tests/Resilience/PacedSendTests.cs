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
    public async Task Each_kind_of_send_counts_for_the_pair_of_number_and_recipient(string way)
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var pacer = new SendPacer(1000, pairBurst: 1, time: _time);
        await SendAsync(Messages(graph, pacer), way);
        pacer.Reserve("106", "+15551234567").ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_send_waits_for_its_turn()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var pacer = new SendPacer(1000, pairBurst: 1, time: _time);
        pacer.Reserve("106", "+15551234567");
        var send = SendAsync(Messages(graph, pacer), "typed");
        _time.Advance(TimeSpan.FromSeconds(6));
        await send;
        pacer.Reserve("106", "+15551234567").ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task An_encrypted_send_counts_for_the_number()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var pacer = new SendPacer(1, time: _time);
        await Messages(graph, pacer).SendEncryptedAsync("106", "abc");
        pacer.Reserve("106", null).ShouldBe(TimeSpan.FromSeconds(1.05));
    }

    [Fact]
    public async Task Read_marks_and_typing_indicators_do_not_count()
    {
        await using var graph = await LocalGraph.AnsweringAsync(_accepted);
        var messages = Messages(graph, new SendPacer(1, time: _time));
        await messages.SendAsync("106", _ana, Message.Text("First"));
        await messages.MarkReadAsync("106", "wamid.Y", showTyping: true);
        await messages.SendRawAsync("106", new JsonObject { ["status"] = "read", ["message_id"] = "wamid.Y" });
        graph.Seen.Count.ShouldBe(3);
    }

    private static MessageOperations Messages(LocalGraph graph, SendPacer pacer) =>
        graph.Client(o => o with { Pacer = pacer }).As("test-token").Messages;

    private static Task<SentMessage> SendAsync(MessageOperations messages, string way) =>
        way switch
        {
            "typed" => messages.SendAsync("106", _ana, Message.Text("Hi")),
            "raw" => messages.SendRawAsync(
                "106",
                JsonNode.Parse("""{"to":"+15551234567","type":"text","text":{"body":"Hi"}}""")!.AsObject()
            ),
            _ => messages.SendMarketingAsync("106", _ana, new TemplateMessage("sale", "en_US")),
        };
}
