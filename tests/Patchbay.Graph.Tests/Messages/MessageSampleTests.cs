using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Messages;

public sealed class MessageSampleTests
{
    private static readonly Dictionary<string, JsonNode> _samples = Samples
        .Load("messages.json")
        .ToDictionary(s => s.Name, s => s.Payload);

    public static TheoryData<string> Names => [.. _samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_survives_a_round_trip(string name)
    {
        var message = Read(name);
        var copy = JsonSerializer.SerializeToNode(message, MessageOperations.Send.RequestType);
        Samples.Lost(_samples[name], copy).ShouldBeEmpty();
        Samples.Lost(copy, _samples[name]).ShouldBeEmpty("members that were not in the sample");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_is_within_the_limits(string name) => MessageRules.Check(Read(name)).ShouldBeEmpty();

    private static OutgoingMessage Read(string name) => _samples[name].Deserialize(MessageOperations.Send.RequestType)!;
}
