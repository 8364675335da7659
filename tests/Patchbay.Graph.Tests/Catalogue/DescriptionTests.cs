using System.Text.RegularExpressions;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>Compares the client with Meta's published description, when PATCHBAY_META_SPEC names its file.</summary>
public sealed partial class DescriptionTests
{
    private const string _variable = "PATCHBAY_META_SPEC";

    [Fact]
    public void Client_differs_from_Metas_description_only_where_the_list_says_so()
    {
        var path = Environment.GetEnvironmentVariable(_variable);
        Assert.SkipUnless(File.Exists(path), $"{_variable} does not point to Meta's description.");
        var description = Description.Load(path!);
        var found = description
            .Operations()
            .SelectMany(o => Differences(description, o))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var listed = KnownDifferences.Load().Order(StringComparer.Ordinal).ToArray();
        found.Except(listed).ShouldBeEmpty("differences that spec/graph/differences.txt does not list");
        listed.Except(found).ShouldBeEmpty("entries of spec/graph/differences.txt that are no longer true");
    }

    private static IEnumerable<string> Differences(Description description, DescribedOperation described)
    {
        var ours = Operations.All.Where(o => o.Id == described.Id).ToArray();
        if (ours.Length == 0)
            return [$"{described.Id} operation"];
        var shapes = new ShapeComparison(description);
        var query = Lacking(described, "query", ours, o => QueryDifferences(described, shapes, o));
        var requests = described
            .Requests()
            .SelectMany(r => Lacking(described, "request", ours, o => shapes.Lacking(r, o.RequestType)));
        var answers = described
            .Answers()
            .SelectMany(a => Lacking(described, "answer", ours, o => shapes.Lacking(a, o.AnswerType)));
        return PathDifference(described, ours).Concat(query).Concat(requests).Concat(answers);
    }

    private static IEnumerable<string> QueryDifferences(
        DescribedOperation described,
        ShapeComparison shapes,
        GraphOperation operation
    ) => described.Query().SelectMany(q => shapes.LackingMember(q.Name, q.Schema, operation.RequestType));

    private static string[] PathDifference(DescribedOperation described, GraphOperation[] ours) =>
        ours.Any(o => o.Method.Method == described.Method && Plain("/{version}/" + o.Path) == Plain(described.Path))
            ? []
            : [$"{described.Id} path"];

    /// <summary>When the client has several forms of one operation, the closest one counts.</summary>
    private static IEnumerable<string> Lacking(
        DescribedOperation described,
        string part,
        GraphOperation[] ours,
        Func<GraphOperation, IEnumerable<string>> lacks
    ) => ours.Select(o => lacks(o).ToArray()).MinBy(l => l.Length)!.Select(lack => $"{described.Id} {part} {lack}");

    private static string Plain(string path) => Ids().Replace(path, "{}");

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}

/// <summary>
/// The list of deliberate differences: a comment with the reason, then the entries that have that reason.
/// </summary>
internal static class KnownDifferences
{
    public static IEnumerable<string> Load()
    {
        var reason = false;
        foreach (var line in File.ReadLines(SpecFiles.Path("differences.txt")).Select(l => l.Trim()))
        {
            if (line.Length == 0)
                reason = false;
            else if (line.StartsWith('#'))
                reason = true;
            else
                yield return reason
                    ? line
                    : throw new InvalidDataException($"'{line}' has no comment with a reason above it.");
        }
    }
}
