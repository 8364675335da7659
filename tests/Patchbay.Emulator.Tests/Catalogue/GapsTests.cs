using System.Text.RegularExpressions;

namespace Patchbay.Emulator.Tests.Catalogue;

public sealed partial class GapsTests
{
    [Fact]
    public void Every_gap_names_an_operation_of_the_catalogue()
    {
        var named = Row().Matches(Read()).Select(m => m.Groups["id"].Value).ToList();

        named.ShouldNotBeEmpty();
        named.Except(SharedOperations.All.Select(o => o.Id)).ShouldBeEmpty();
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(GapsTests).Assembly.GetManifestResourceStream("emulator-gaps.md")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\| `(?<id>\w+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
