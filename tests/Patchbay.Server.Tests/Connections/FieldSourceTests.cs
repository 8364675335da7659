using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Tests.Connections;

/// <summary>
/// The tables of documented members are copied from a document. These tests compare them with the document when it is
/// beside the checkout.
/// </summary>
public sealed partial class FieldSourceTests
{
    [Theory]
    [InlineData("Readiness", FieldTable.Status)]
    [InlineData("List", FieldTable.List)]
    [InlineData("Retrieve", FieldTable.Connection)]
    [InlineData("Meta onboarding config", FieldTable.Onboarding)]
    [InlineData("Register Meta connection", FieldTable.Connection)]
    [InlineData("Exchange Meta OAuth code", FieldTable.Connection)]
    [InlineData("Rotate token", FieldTable.Connection)]
    [InlineData("Disconnect", FieldTable.Connection)]
    public void The_table_is_the_same_as_in_the_document(string chapter, string copy)
    {
        var path = Document();
        Assert.SkipWhen(
            path is null,
            "the document 'shared/contracts/source/provider-connections.txt' is not beside this checkout"
        );
        var lines = File.ReadAllLines(path!);
        var start = Array.IndexOf(lines, chapter);
        start.ShouldBeGreaterThan(0, $"the document has no chapter '{chapter}'");
        var table = lines
            .Skip(start + 1)
            .SkipWhile(line => line != "Response")
            .SkipWhile(line => !Row.IsMatch(line))
            .TakeWhile(line => Row.IsMatch(line))
            .Select(InOurWords)
            .ToList();

        copy.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ShouldBe(table);
    }

    // "idrequired | string | null | len 1..∞ |" becomes "id text | null": a string with a minimum length is "text".
    private static string InOurWords(string line)
    {
        var row = Row.Match(line);
        var type = row.Groups["type"].Value.Replace("string<ISO-8601>", "instant", StringComparison.Ordinal);
        if (row.Groups["notes"].Value.Contains("len 1..", StringComparison.Ordinal))
            type = type.Replace("string", "text", StringComparison.Ordinal);
        return $"{row.Groups["name"].Value}{(row.Groups["required"].Success ? "" : "?")} {type}";
    }

    private static string? Document([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "shared", "contracts", "source", "provider-connections.txt");
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    [GeneratedRegex(
        @"^(?<name>[a-z_]+?)(?<required>required)? \| (?<type>[^|]+(?: \| [^|]+)*?) "
            + @"\|(?<notes>| pattern: .*| len [^|]*) ?\|?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row { get; }
}
