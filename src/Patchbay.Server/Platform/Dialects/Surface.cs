using System.Buffers;
using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// A public API dialect: its paths and the form of its refusals. The surface is found by path, so a request without a
/// matching route, and a request that fails before its handler, are also answered in its dialect.
/// </summary>
public abstract class Surface
{
    private static readonly Surface[] InOrder =
    [
        new OnboardingSurface(),
        new InstancesSurface(),
        new IntegrationsSurface(),
        new ProviderConnectionsSurface(),
    ];

    /// <summary>Path prefixes. The first surface with a matching prefix answers.</summary>
    protected abstract string[] Prefixes { get; }

    /// <summary>Returns the surface that owns a path, or the provider connections surface for other paths.</summary>
    public static Surface For(PathString path) => Array.Find(InOrder, surface => surface.Owns(path)) ?? InOrder[^1];

    public ReadOnlyMemory<byte> Write(Problem problem, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Wire.Plain))
        {
            json.WriteStartObject();
            WriteMembers(json, problem, requestId);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    protected abstract void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId);

    private bool Owns(PathString path) =>
        Array.Exists(Prefixes, prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal));
}
