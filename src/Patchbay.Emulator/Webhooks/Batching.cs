using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Webhooks;

/// <summary>Puts several changes of one entry into one request, as Meta does under load. Off by default.</summary>
internal static class Batching
{
    /// <summary>Meta's limit of updates in one request.</summary>
    public const int Most = 1000;

    /// <summary>Adds a change to a request that has not left yet.</summary>
    /// <returns>False when there is no such request.</returns>
    public static bool TryJoin(World world, string key, JsonObject body)
    {
        if (
            !world.Webhooks.OpenBatches.TryGetValue(key, out var waiting)
            || waiting is not { DueAt: not null, Attempts.Count: 0 }
            || waiting.Updates >= world.Webhooks.BatchSize
        )
            return false;
        var whole = JsonNode.Parse(waiting.Body)!;
        var list = Updates(whole);
        foreach (var update in Updates(body))
            list.Add(update!.DeepClone());
        waiting.Body = MetaJson.Write(whole);
        waiting.Updates = list.Count;
        if (waiting.Updates >= world.Webhooks.BatchSize)
            waiting.DueAt = world.Clock.Milliseconds;
        world.Save(waiting);
        return true;
    }

    public static void Open(World world, string key, Delivery delivery)
    {
        var open = world.Webhooks.OpenBatches;
        foreach (var (old, left) in open.Where(o => o.Value.DueAt is null).ToList())
            open.Remove(old);
        open[key] = delivery;
    }

    private static JsonArray Updates(JsonNode body)
    {
        var entry = body["entry"]![0]!;
        return (entry["changes"] ?? entry["messaging"])!.AsArray();
    }
}
