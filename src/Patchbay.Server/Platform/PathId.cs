using System.Diagnostics.CodeAnalysis;

namespace Patchbay.Server.Platform;

/// <summary>
/// A UUID from a path. Any other text becomes the empty UUID, which no row has, so a malformed id is answered like an
/// unknown id.
/// </summary>
public readonly record struct PathId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out PathId id)
    {
        id = new(Guid.TryParseExact(text, "D", out var value) ? value : Guid.Empty);
        return true;
    }

    public static implicit operator Guid(PathId id) => id.Value;
}
