using System.Globalization;

namespace Patchbay.Emulator.Graph;

/// <summary>A request path split into host prefix, version and the rest.</summary>
internal readonly record struct GraphPath(string? Host, string Version, int VersionNumber, string Rest)
{
    public static GraphPath Parse(string path)
    {
        var rest = path.Trim('/');
        string? host = null;
        // One address stands for several of Meta's hosts. A first segment such as graph.instagram.com names the host.
        var first = FirstSegment(rest);
        if (
            first.Contains('.', StringComparison.Ordinal)
            && !IsVersion(first, out _)
            && char.IsAsciiLetter(first[^1])
            && first.Contains(".com", StringComparison.Ordinal)
        )
        {
            host = first;
            rest = rest[first.Length..].Trim('/');
            first = FirstSegment(rest);
        }
        return IsVersion(first, out var number)
            ? new GraphPath(host, first, number, rest[first.Length..].TrimStart('/'))
            : new GraphPath(host, EmulatorDefaults.GraphVersion, 2300, rest);
    }

    private static string FirstSegment(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path : path[..slash];
    }

    private static bool IsVersion(string text, out int number)
    {
        number = 0;
        if (text.Length < 4 || text[0] != 'v')
            return false;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (
            dot < 2
            || !int.TryParse(text.AsSpan(1, dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
        )
            return false;
        number = major < 1000 && minor < 100 ? major * 100 + minor : 0;
        return number > 0;
    }
}
