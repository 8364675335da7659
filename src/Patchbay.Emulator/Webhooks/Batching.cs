using System.Text.Json.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Webhooks;

/// <summary>Puts changes of one entry into one request, as Meta does under load; off until asked for.</summary>
internal sealed class Batching
{
    /// <summary>Meta's limit of updates in one request.</summary>
    public const int Most = 1000;

    private readonly Dictionary<string, Delivery> _open = new(StringComparer.Ordinal);

    /// <summary>Updates in one request at most; 1 sends each alone.</summary>
    public int Size { get; set; } = 1;

    /// <summary>How long a request waits for more updates before it leaves.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Adds a change to a request that has not left yet.</summary>
    /// <returns>Whether there was one to add to.</returns>
    public bool TryJoin(World world, string key, JsonObject body)
    {
        if (
            !_open.TryGetValue(key, out var waiting)
            || waiting is not { DueAt: not null, Attempts.Count: 0 }
            || waiting.Updates >= Size
        )
            return false;
        var whole = JsonNode.Parse(waiting.Body)!;
        var list = Updates(whole);
        foreach (var update in Updates(body))
            list.Add(update!.DeepClone());
        waiting.Body = MetaJson.Write(whole);
        waiting.Updates = list.Count;
        if (waiting.Updates >= Size)
            waiting.DueAt = world.Clock.Milliseconds;
        world.Save(waiting);
        return true;
    }

    public void Open(string key, Delivery delivery)
    {
        foreach (var (old, left) in _open.Where(o => o.Value.DueAt is null).ToList())
            _open.Remove(old);
        _open[key] = delivery;
    }

    private static JsonArray Updates(JsonNode body)
    {
        var entry = body["entry"]![0]!;
        return (entry["changes"] ?? entry["messaging"])!.AsArray();
    }
}
