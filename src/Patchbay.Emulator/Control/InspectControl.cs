using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Webhooks;

namespace Patchbay.Emulator.Control;

/// <summary>Received requests and sent webhooks.</summary>
internal static partial class InspectControl
{
    private const int Shown = 200;

    public static JsonNode Requests(ControlCall call) =>
        new JsonObject { ["data"] = new JsonArray([.. call.World.Requests.All().TakeLast(Limit(call)).Select(Write)]) };

    public static JsonNode ClearRequests(ControlCall call)
    {
        call.World.Requests.Clear();
        return JsonHttp.Done();
    }

    public static JsonNode Deliveries(ControlCall call) =>
        new JsonObject
        {
            ["data"] = new JsonArray([
                .. call.World.All<Delivery>().TakeLast(Limit(call)).Select(d => (JsonNode)Write(d)),
            ]),
        };

    public static JsonNode Redeliver(ControlCall call)
    {
        Shortcuts.Redeliver(call.World, call.Body.Need("id"));
        return JsonHttp.Done();
    }

    public static JsonNode Switches(ControlCall call) =>
        new JsonObject
        {
            ["bad_signature"] = call.World.Webhooks.BadSignature,
            ["no_signature"] = call.World.Webhooks.NoSignature,
            ["unescaped"] = call.World.Webhooks.Unescaped,
            ["duplicate"] = call.World.Webhooks.Duplicate,
            ["reorder"] = call.World.Webhooks.Reorder,
            ["batch"] = call.World.Webhooks.BatchSize,
            ["batch_wait"] = (long)call.World.Webhooks.BatchWait.TotalMilliseconds,
        };

    public static JsonNode SetSwitches(ControlCall call)
    {
        var switches = call.World.Webhooks;
        switches.BadSignature = call.Body.FlagOf("bad_signature") ?? switches.BadSignature;
        switches.NoSignature = call.Body.FlagOf("no_signature") ?? switches.NoSignature;
        switches.Unescaped = call.Body.FlagOf("unescaped") ?? switches.Unescaped;
        switches.Duplicate = call.Body.FlagOf("duplicate") ?? switches.Duplicate;
        if (call.Body.WholeOf("batch") is { } size)
            switches.BatchSize = size is >= 1 and <= Batching.Most
                ? (int)size
                : throw Refusals.Invalid($"Param batch must be between 1 and {Batching.Most}.");
        if (call.Body.WholeOf("batch_wait") is { } wait)
            switches.BatchWait = wait is >= 0 and <= 60_000
                ? TimeSpan.FromMilliseconds(wait)
                : throw Refusals.Invalid("Param batch_wait must be at most 60000 milliseconds.");
        switches.Reorder = call.Body.FlagOf("reorder") ?? switches.Reorder;
        return Switches(call);
    }

    public static JsonObject Write(Delivery delivery) =>
        new()
        {
            ["id"] = delivery.Id,
            ["at"] = delivery.CreatedAt,
            ["url"] = delivery.Url,
            ["field"] = delivery.Field,
            ["updates"] = delivery.Updates,
            ["body"] = delivery.Text,
            ["status"] = delivery.Status.ToString().ToLowerInvariant(),
            ["next_at"] = delivery.DueAt,
            ["attempts"] = new JsonArray([
                .. delivery.Attempts.Select(a =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["at"] = a.At,
                            ["http_status"] = a.HttpStatus,
                            ["error"] = a.Error,
                            ["ms"] = a.Milliseconds,
                        }
                ),
            ]),
        };

    private static JsonNode Write(RequestRecord record) =>
        new JsonObject
        {
            ["number"] = record.Number,
            ["at"] = record.At.ToUnixTimeMilliseconds(),
            ["method"] = record.Method,
            ["path"] = record.Path,
            ["version"] = record.Version,
            ["query"] = new JsonArray([.. record.Query.Select(q => (JsonNode)q)]),
            ["token"] = record.MaskedToken,
            ["status"] = record.Status,
            ["body"] = Secret().Replace(record.Body, "$1***"),
            ["fields"] = new JsonArray([.. record.FormNames.Select(n => (JsonNode)n)]),
        };

    private static int Limit(ControlCall call) =>
        int.TryParse(call.Query["limit"], out var limit) && limit is > 0 and <= 2000 ? limit : Shown;

    [GeneratedRegex(
        """((?:access_token|client_secret|appsecret_proof|pin|code)"?\s*[:=]\s*"?)[^"&,}\s]+""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Secret();
}
