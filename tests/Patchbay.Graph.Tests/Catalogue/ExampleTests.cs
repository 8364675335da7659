using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>Takes the examples of Meta's published description, when it is at hand, through the client's contracts.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void Every_example_answer_of_the_description_survives()
    {
        var path = Environment.GetEnvironmentVariable("PATCHBAY_META_SPEC");
        Assert.SkipUnless(File.Exists(path), "PATCHBAY_META_SPEC does not point to Meta's description.");
        var lost = Description.Load(path!).Operations()
            .SelectMany(o => o.AnswerExamples().Select(e => (o.Id, Example: e)))
            .SelectMany(e => Lost(e.Id, e.Example).Select(l => $"{e.Id} {l}"))
            .Distinct().ToArray();
        lost.ShouldBeEmpty();
    }

    private static IEnumerable<string> Lost(string id, JsonElement example)
    {
        var original = JsonNode.Parse(example.GetRawText());
        var tries = Operations.All.Where(o => o.Id == id).Select(o => Through(o, original)).ToArray();
        return tries.Length == 0 ? [] : tries.MinBy(t => t.Length)!;
    }

    private static string[] Through(GraphOperation operation, JsonNode? original)
    {
        try
        {
            var answer = original.Deserialize(operation.AnswerType);
            return [.. Samples.Lost(original, JsonSerializer.SerializeToNode(answer, operation.AnswerType))];
        }
        catch (JsonException cause)
        {
            return [cause.Message];
        }
    }
}
