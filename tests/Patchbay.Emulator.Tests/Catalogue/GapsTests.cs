using System.Text.RegularExpressions;

namespace Patchbay.Emulator.Tests.Catalogue;

public sealed partial class GapsTests
{
    [Fact]
    public void Every_gap_names_an_operation_of_the_catalogue()
    {
        using var stream = typeof(GapsTests).Assembly.GetManifestResourceStream("emulator-gaps.md")!;
        using var reader = new StreamReader(stream);

        var named = Row().Matches(reader.ReadToEnd()).Select(m => m.Groups["id"].Value).ToList();

        named.ShouldNotBeEmpty();
        named.Except(OperationList.All.Select(o => o.Id)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| `(?<id>\w+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
