using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>
/// Reads and writes the examples of Meta's published description, when it is available, with the client's contracts.
/// </summary>
public sealed class ExampleTests
{
    [Fact]
    public void Every_example_answer_of_the_description_survives_a_round_trip() =>
        Survive(o => o.AnswerExamples(), o => o.AnswerType);

    [Fact]
    public void Every_example_request_of_the_description_survives_a_round_trip() =>
        Survive(o => o.RequestExamples(), o => o.RequestType);

    private static void Survive(
        Func<DescribedOperation, IEnumerable<JsonElement>> examples,
        Func<GraphOperation, JsonTypeInfo?> contract
    )
    {
        var path = Environment.GetEnvironmentVariable("PATCHBAY_META_SPEC");
        Assert.SkipUnless(File.Exists(path), "PATCHBAY_META_SPEC does not point to Meta's description.");
        var lost = Description
            .Load(path!)
            .Operations()
            .SelectMany(o => examples(o).Select(e => (o.Id, Example: e)))
            .Where(e => !IsMistaken(e.Example))
            .SelectMany(e => Lost(e.Id, e.Example, contract).Select(l => $"{e.Id} {l}"))
            .Distinct()
            .ToArray();
        lost.ShouldBeEmpty();
    }

    /// <summary>One example has booleans as the text of a quick reply, which has a payload but no text.</summary>
    private static bool IsMistaken(JsonElement example) =>
        example.GetRawText().Contains("\"text\": true", StringComparison.Ordinal)
        || example.GetRawText().Contains("\"text\":true", StringComparison.Ordinal);

    private static IEnumerable<string> Lost(
        string id,
        JsonElement example,
        Func<GraphOperation, JsonTypeInfo?> contract
    )
    {
        var original = JsonNode.Parse(example.GetRawText());
        var tries = Operations
            .All.Where(o => o.Id == id)
            .Select(contract)
            .OfType<JsonTypeInfo>()
            .Where(c => c.Type != typeof(JsonObject))
            .Select(c => Through(c, original))
            .ToArray();
        return tries.Length == 0 || tries.Any(t => t.Length == 0) ? [] : tries[0];
    }

    private static string[] Through(JsonTypeInfo contract, JsonNode? original)
    {
        try
        {
            var answer = original.Deserialize(contract);
            return [.. Samples.Lost(original, JsonSerializer.SerializeToNode(answer, contract))];
        }
        catch (JsonException cause)
        {
            return [cause.Message];
        }
    }
}
