using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Registry;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>The world as a whole: read, reset, snapshot, restore, move the clock.</summary>
internal static class StateControl
{
    private const int SnapshotFormat = 1;

    public static JsonNode Reset(ControlCall call)
    {
        Shortcuts.Reset(call.World);
        return JsonHttp.Done();
    }

    public static JsonNode State(ControlCall call)
    {
        var world = call.World;
        return new JsonObject
        {
            ["world"] = world.Name,
            ["now"] = world.Clock.Seconds,
            ["apps"] = List(world.All<App>(), a => Named(a.Id, a.Name)),
            ["businesses"] = List(world.All<Business>(), b => Named(b.Id, b.Name)),
            ["wabas"] = List(world.All<Waba>(), Describe),
            ["phone_numbers"] = List(
                world.All<PhoneNumber>().OrderByDescending(p => p.LastOnboardedAt ?? 0),
                SignupNumbers.Describe
            ),
            ["customers"] = List(world.All<Customer>(), c => CustomerControl.Write(world, c)),
            ["codes"] = Codes(world),
            ["messages"] = world.Count<Message>(),
        };
    }

    private static JsonObject Named(string id, string name) => new() { ["id"] = id, ["name"] = name };

    private static JsonObject Describe(Waba waba) =>
        new()
        {
            ["id"] = waba.Id,
            ["name"] = waba.Name,
            ["owner_business_id"] = waba.OwnerBusinessId,
            ["is_test"] = waba.IsTest,
        };

    public static JsonNode Snapshot(ControlCall call) =>
        new JsonObject
        {
            ["format_version"] = SnapshotFormat,
            ["ids_used"] = call.World.Ids.Used,
            ["clock_offset"] = call.World.Clock.Offset,
            ["nodes"] = new JsonArray([
                .. call.World.Everything().Select(node => JsonSerializer.SerializeToNode(node, NodeJson.TypeInfo)),
            ]),
        };

    public static JsonNode Restore(ControlCall call)
    {
        var body = call.Body;
        if (body.WholeOf("format_version") != SnapshotFormat)
            throw Refusals.Invalid($"Only snapshots of format version {SnapshotFormat} can be restored.");
        var (nodes, idsUsed, offset) = (
            ReadNodes(body),
            body.WholeOf("ids_used") ?? 0,
            body.WholeOf("clock_offset") ?? 0
        );
        call.World.Clear(idsUsed);
        call.World.Clock.SetOffset(offset);
        nodes.ForEach(node => call.World.Add(node));
        return JsonHttp.Done();
    }

    private static List<Node> ReadNodes(JsonElement body)
    {
        try
        {
            List<Node?> nodes = [.. body.ListOf("nodes").Select(n => n.Deserialize(NodeJson.TypeInfo))];
            // A snapshot always has an app.
            if (nodes.TrueForAll(node => node is not null) && nodes.Exists(node => node is App))
                return nodes!;
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            // Nodes that cannot be read are refused like a snapshot without an app.
        }
        throw Refusals.Invalid("The snapshot's nodes cannot be read.");
    }

    public static JsonNode Advance(ControlCall call)
    {
        var seconds = call.Body.WholeOf("seconds") ?? throw Refusals.Missing("seconds");
        if (seconds is < 0 or > 10L * 365 * 24 * 3600)
            throw Refusals.Invalid("Param seconds must be between 0 and ten years.");
        call.World.Clock.Advance(TimeSpan.FromSeconds(seconds));
        call.Afterwards = call.World.Agenda.Tick;
        return new JsonObject { ["now"] = call.World.Clock.Seconds };
    }

    private static JsonArray Codes(World world)
    {
        var now = world.Clock.Milliseconds;
        var codes = world
            .All<PhoneNumber>()
            .Where(p => p.VerificationCode is not null && p.VerificationCodeExpiresAt > now)
            .Select(p => Code(p.Digits, p.VerificationCode!))
            .Concat(
                world
                    .All<SignupNumber>()
                    .Where(n => !n.Verified && n.ExpiresAt > now)
                    .Select(n => Code(n.Digits, n.Code))
            );
        return new JsonArray([.. codes]);
    }

    private static JsonObject Code(string digits, string code) =>
        new()
        {
            ["phone"] = digits,
            ["display"] = PhoneFormat.Display(digits),
            ["code"] = code,
        };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);
}
