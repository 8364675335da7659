using System.Buffers;

namespace Patchbay.Graph;

/// <summary>Keeps an id from changing the path that it is put into.</summary>
internal static class GraphPath
{
    private static readonly SearchValues<char> _allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:=|"
    );

    public static string Segment(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.AsSpan().ContainsAnyExcept(_allowed) || value is "." or "..")
            throw new ArgumentException("An id may contain only letters, digits and the marks _ - . : = |", name);
        return value;
    }
}
