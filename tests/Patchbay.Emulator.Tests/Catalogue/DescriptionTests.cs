using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>Compares answers with Meta's published description, when PATCHBAY_META_SPEC names its file.</summary>
public sealed class DescriptionTests
{
    public static TheoryData<string> Operations => [.. SharedOperations.All.Where(o => o.Described).Select(o => o.Id)];

    /// <summary>
    /// Known differences between real answers and the description. The emulator follows the real answers.
    /// </summary>
    private static readonly string[] Differences =
    [
        // Numbers that can send are CONNECTED. The description lists other statuses, such as LINKED.
        "getWhatsAppBusinessAccountPhoneNumbers.data[].status: \"CONNECTED\"",
        // The samples of the description wrap a single code in data.
        "getIndividualQrCode.",
        // The size is a number today. The description has the text of older answers.
        "retrieveMediaUrl.file_size:",
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_answer_matches_Metas_description(string id)
    {
        var file = Environment.GetEnvironmentVariable("PATCHBAY_META_SPEC");
        Assert.SkipWhen(
            string.IsNullOrEmpty(file),
            "PATCHBAY_META_SPEC does not name Meta's description, so answers are not compared with it."
        );
        var description = JsonNode.Parse(await File.ReadAllTextAsync(file!, Meta.Cancel))!;
        var operation = SharedOperations.All.Single(o => o.Id == id);
        var described = description["paths"]!
            .AsObject()
            .SelectMany(p => p.Value!.AsObject())
            .Where(m => m.Value is JsonObject)
            .FirstOrDefault(m => (string?)m.Value!["operationId"] == id);
        // Two operations are not part of the description.
        Assert.SkipWhen(described.Value is null, $"{id} is not in the description.");
        var schema = described.Value!["responses"]?["200"]?["content"]?["application/json"]?["schema"];

        await using var meta = await Meta.StartAsync();
        var recipe = await new Recipes(meta).MakeAsync(id);
        using var response = await meta.Http.SendAsync(recipe.ToRequest(operation.Method), Meta.Cancel);
        if (schema is null || response.Content.Headers.ContentType?.MediaType != "application/json")
            return;
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Meta.Cancel));

        var problems = new SchemaCheck(description)
            .Find(schema, answer)
            .Select(p => id + p)
            .Where(p => !Differences.Any(d => p.Contains(d, StringComparison.Ordinal)));

        problems.ShouldBeEmpty(answer?.ToJsonString());
    }
}
