using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Pipeline;

/// <summary>Finds the world of a request.</summary>
internal static class WorldChoice
{
    /// <summary>The header names a world. Without it, the token, the app or the requested object decides.</summary>
    public static World Of(WorldSet worlds, HttpRequest request, string? credential, ReadInput read, GraphPath path)
    {
        if (request.Headers.TryGetValue(WorldSet.Header, out var named))
            return worlds.Find(named.ToString())
                ?? throw new GraphRefusal(
                    100,
                    $"(#100) There is no world named {named}; create it with POST /_emulator/worlds"
                );
        if (!worlds.HasOthers)
            return worlds.Default;
        var app = credential?.IndexOf('|', StringComparison.Ordinal) is { } bar and > 0
            ? credential[..bar]
            : read.Input.Text("client_id");
        return Where(worlds, w => w.Find<Token>(credential) is not null || w.Find<App>(app) is not null)
            ?? (credential is null ? Where(worlds, w => w.TryFind(NodeOf(path), out _)) : null)
            ?? worlds.Default;
    }

    private static string NodeOf(GraphPath path)
    {
        var slash = path.Rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path.Rest : path.Rest[..slash];
    }

    private static World? Where(WorldSet worlds, Func<World, bool> holds) =>
        worlds.All.FirstOrDefault(w => w.Read(() => holds(w)));
}
