using System.Text.RegularExpressions;
using Patchbay.Graph.Tests.Catalogue;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>Compares the code of the documentation pages with the compiled samples.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string _root = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(SpecFiles.Path("operations.json"))!, "..", "..")
    );

    private static readonly string[] _packages = ["Patchbay.Graph", "Patchbay.Graph.AspNetCore"];

    [Fact]
    public void Every_code_block_of_the_pages_is_a_compiled_sample()
    {
        var folder = Path.Combine(_root, "tests", "Patchbay.Graph.Tests", "DocSamples");
        var samples = Squeezed(string.Concat(Directory.EnumerateFiles(folder, "*Samples.cs").Select(File.ReadAllText)));
        var blocks = Pages()
            .SelectMany(p =>
                Blocks()
                    .Matches(File.ReadAllText(p))
                    .Select(m => (Page: Path.GetFileName(p), Code: m.Groups["code"].Value))
            )
            .ToArray();
        blocks.Length.ShouldBeGreaterThan(10);
        blocks.Where(b => !samples.Contains(Squeezed(b.Code), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_between_the_pages_names_an_existing_page()
    {
        foreach (var page in Pages())
        foreach (var target in Links().Matches(File.ReadAllText(page)).Select(m => m.Groups["to"].Value))
            File.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)).ShouldBeTrue($"{page}: {target}");
    }

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Path.Combine(_root, "docs"), "client*.md")
            .Concat(_packages.Select(p => Path.Combine(_root, "src", p, "README.md")));

    private static string Squeezed(string code) => Space().Replace(code, "");

    [GeneratedRegex(
        @"```csharp\n(?<code>.*?)```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\((?<to>[a-z-]+\.md)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Links();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Space();
}
