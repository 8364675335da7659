using System.Buffers;
using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// One public API dialect: the paths it owns and how it writes a refusal. Found by path, so that a request that
/// matches no route, or fails before its handler runs, is answered in the right dialect too.
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

    /// <summary>Path prefixes; the first surface with a matching one answers.</summary>
    protected abstract string[] Prefixes { get; }

    /// <summary>The surface of a path; paths of no surface answer like provider connections.</summary>
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
