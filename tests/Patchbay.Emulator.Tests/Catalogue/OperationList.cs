using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>The list of operations that client and emulator share.</summary>
internal static class OperationList
{
    // Outside Meta's description, and told by tests of their own beside Messenger, Instagram and the tokens.
    private static readonly string[] ToldElsewhere =
    [
        "deleteMessengerProfile",
        "extendInstagramToken",
        "getMessengerProfile",
        "refreshInstagramToken",
        "revokeToken",
        "sendInstagramMessage",
        "sendPageMessage",
        "setMessengerProfile",
        "subscribeInstagram",
        "subscribePage",
        "unsubscribeInstagram",
        "unsubscribePage",
    ];

    /// <summary>What the list of gaps says is not there.</summary>
    public static IReadOnlySet<string> NotEmulated { get; } = GapsTests.Section("## Operations that are not there");

    public static IReadOnlyList<CatalogueEntry> All { get; } = Load();

    /// <summary>The operations that are tried one by one.</summary>
    public static IEnumerable<CatalogueEntry> Tried => All.Where(o => !NotEmulated.Contains(o.Id) && !ToldElsewhere.Contains(o.Id));

    private static List<CatalogueEntry> Load()
    {
        using var stream = typeof(OperationList).Assembly.GetManifestResourceStream("operations.json")!;
        return [.. JsonNode.Parse(stream)!.AsArray().Select(o => new CatalogueEntry((string)o!["id"]!, (string)o["method"]!, (string)o["path"]!, (string)o["area"]!, (bool)o["described"]!))];
    }
}

internal sealed record CatalogueEntry(string Id, string Method, string Path, string Area, bool Described);
