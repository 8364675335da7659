using System.Text.RegularExpressions;

namespace Patchbay.Emulator.Tests.Catalogue;

public sealed partial class GapsTests
{
    [Fact]
    public void Every_gap_names_an_operation_of_the_catalogue()
    {
        var named = Row().Matches(Read()).Select(m => m.Groups["id"].Value).ToList();

        named.ShouldNotBeEmpty();
        named.Except(OperationList.All.Select(o => o.Id)).ShouldBeEmpty();
    }

    /// <summary>The operations that one section of the list names.</summary>
    internal static HashSet<string> Section(string heading)
    {
        var text = Read();
        var start = text.IndexOf(heading, StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return Row().Matches(text[start..end]).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(GapsTests).Assembly.GetManifestResourceStream("emulator-gaps.md")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\| `(?<id>\w+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
