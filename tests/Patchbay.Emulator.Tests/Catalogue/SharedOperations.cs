using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>The operations that client and emulator share, from <c>spec/graph/operations.json</c>.</summary>
internal static class SharedOperations
{
    public static IReadOnlyList<CatalogueEntry> All { get; } = Load();

    private static List<CatalogueEntry> Load()
    {
        using var stream = typeof(SharedOperations).Assembly.GetManifestResourceStream("operations.json")!;
        return
        [
            .. JsonNode
                .Parse(stream)!
                .AsArray()
                .Select(o => new CatalogueEntry(
                    (string)o!["id"]!,
                    (string)o["method"]!,
                    (string)o["path"]!,
                    (string)o["area"]!,
                    (bool)o["described"]!
                )),
        ];
    }
}

internal sealed record CatalogueEntry(string Id, string Method, string Path, string Area, bool Described);
