using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Tests.Surfaces;

/// <summary>The table in <c>docs/rights.md</c>: for each scope, the roles that allow it.</summary>
internal static partial class RightsTable
{
    private static readonly string[] Columns = ["admin", "supervisor", "agent"];

    private static readonly Lazy<Dictionary<string, HashSet<string>>> Rows = new(() =>
        Row.Matches(File.ReadAllText(Page()))
            .ToDictionary(
                row => row.Groups["scope"].Value,
                row =>
                    Columns
                        .Where((_, column) => row.Groups["allowed"].Captures[column].Value == "yes")
                        .ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            )
    );

    public static Dictionary<string, HashSet<string>> Read() => Rows.Value;

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/rights.md");

    [GeneratedRegex(
        @"^\| `(?<scope>[a-z_]+:[a-z]+)` \|[^|]+\|( (?<allowed>yes|no) \|){3}\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row { get; }
}
