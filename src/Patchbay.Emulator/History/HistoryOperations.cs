using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.History;

/// <summary>The history entry of a message, made when the message is first listed.</summary>
internal sealed class HistoryEntry : Node
{
    public required string MessageId { get; set; }
    public required string Waba { get; set; }

    public override string WabaId => Waba;
}

/// <summary>The history of messages, derived from their real statuses.</summary>
internal static class HistoryOperations
{
    public static readonly NodeType<HistoryEntry> Type = new("WhatsAppMessageHistory")
    {
        { "message_id", Show.Always, e => e.MessageId },
        { "events", (e, w) => Events(w, e) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "getMessageHistory",
            "GET",
            "message_history",
            List,
            [.. Paging.Params, P.Text("message_id")]
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<HistoryEntry>(
            "getMessageHistoryEvents",
            "GET",
            "events",
            ListEvents,
            [.. Paging.Params, P.OneOf("status_filter", "SENT", "DELIVERED", "READ", "FAILED", "DELETED")]
        ) with
        {
            Scope = Scopes.Messaging,
        },
    ];

    private static Answer List(PhoneNumber phone, Call call)
    {
        var wanted = call.Input.Text("message_id");
        var messages = wanted is not null
            ? call.World.Find<Message>(wanted) is { Inbound: false } message && message.PhoneId == phone.Id
                ? [message]
                : throw Refusals.Invalid("Param message_id must be a message sent by this phone number.")
            : call
                .World.Chats.Of(phone.Id)
                .SelectMany(c => c.Messages)
                .Where(m => !m.Inbound)
                .OrderByDescending(m => m.CreatedAt)
                .ToList();
        return Answer.Page(messages, m => m.Id, m => Write(call, phone, m), call, maxLimit: 100);
    }

    private static JsonNode Write(Call call, PhoneNumber phone, Message message)
    {
        var entry =
            call.World.All<HistoryEntry>().FirstOrDefault(e => e.MessageId == message.Id)
            ?? call.World.Add(
                new HistoryEntry
                {
                    Id = call.World.Ids.Number(16),
                    MessageId = message.Id,
                    Waba = phone.Waba,
                }
            );
        var written = call.Read(entry, call.Fields);
        if (call.Fields is null)
            written["events"] = Events(call.World, entry);
        return written;
    }

    private static JsonObject Events(World world, HistoryEntry entry) =>
        new()
        {
            ["data"] = new JsonArray([
                .. Steps(world, entry)
                    .Select(step =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = step.Id,
                                ["delivery_status"] = step.Status,
                                ["webhook_update_state"] = "DELIVERED",
                                ["timestamp"] = step.At / 1000,
                                ["application"] = new JsonObject { ["id"] = AppOf(world).Id },
                            }
                    ),
            ]),
        };

    private static Answer ListEvents(HistoryEntry entry, Call call)
    {
        var wanted = call.Input.Text("status_filter");
        var app = AppOf(call.World);
        return Answer.Page(
            Steps(call.World, entry).Where(s => wanted is null || s.Status == wanted),
            s => s.Id,
            s => new JsonObject
            {
                ["cursor"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(s.Id)),
                ["node"] = new JsonObject
                {
                    ["id"] = s.Id,
                    ["delivery_status"] = s.Status,
                    ["error_description"] = s.Error,
                    ["occurrence_timestamp"] = s.At / 1000,
                    ["status_timestamp"] = s.At / 1000,
                    ["application"] = new JsonObject { ["id"] = app.Id, ["name"] = app.Name },
                },
            },
            call,
            maxLimit: 100
        );
    }

    private static List<Step> Steps(World world, HistoryEntry entry)
    {
        if (world.Find<Message>(entry.MessageId) is not { } message)
            return [];
        (string Status, long At)[] times =
        [
            ("SENT", message.SentAt),
            ("DELIVERED", message.DeliveredAt),
            ("READ", message.ReadAt),
            ("FAILED", message.FailedAt),
        ];
        return
        [
            .. times
                .Where(t => t.At > 0)
                .Select(
                    (t, i) =>
                        new Step(
                            $"{entry.Id}{i}",
                            t.Status,
                            t.At,
                            t.Status == "FAILED" ? ProductErrors.Find(message.FailsWith ?? 131000).Title : null
                        )
                ),
        ];
    }

    private static App AppOf(World world) => world.All<App>().First();

    private sealed record Step(string Id, string Status, long At, string? Error);
}
