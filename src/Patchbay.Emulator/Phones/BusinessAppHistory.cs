using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>The earlier chats of the WhatsApp Business app: chunks by age, then the files of the last days.</summary>
internal static class BusinessAppHistory
{
    private const string Field = "history";
    private const int ChunkSize = 100;
    private const int HistoryDeclined = 2593109;
    private const int MediaDays = 14;

    // A prime, so that its multiples visit every place of a shorter list once.
    private const long Stride = 7919;
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>The age of each phase in days: today, three months, half a year.</summary>
    private static readonly int[] Phases = [1, 90, 180];

    public static void Send(World world, PhoneNumber phone)
    {
        if (phone.DeclinesHistory)
        {
            EmitDeclined(world, phone);
            return;
        }
        var chunks = Chunks(world, phone);
        var webhooks = new List<Action>();
        for (var i = 0; i < chunks.Count; i++)
            webhooks.AddRange(WebhooksOf(world, phone, chunks, i));
        foreach (var message in chunks.SelectMany(c => c.Messages).Where(m => IsRecentMedia(world, m)))
            webhooks.Add(() => EmitFile(world, phone, message));
        foreach (var webhook in InOrder(phone, webhooks))
            webhook();
    }

    private static IEnumerable<Action> WebhooksOf(
        World world,
        PhoneNumber phone,
        List<(int Phase, int Order, Message[] Messages)> chunks,
        int i
    )
    {
        var play = phone.HistoryPlay ?? new HistoryPlay(ChunkSize, IsShuffled: false, Doubled: 0, Lost: 0);
        var chunk = Chunk(world, phone, chunks[i], (i + 1) * 100 / chunks.Count);
        // The first chunks are doubled, and those after them are lost.
        var isLost = i >= play.Doubled && i < play.Doubled + play.Lost;
        for (var n = 0; n < (i < play.Doubled ? 2 : 1); n++)
            yield return () =>
                BusinessAppSync.Emit(
                    world,
                    phone,
                    Field,
                    Field,
                    new JsonArray(chunk.DeepClone()),
                    losesAttempts: isLost ? 1 : 0
                );
    }

    private static JsonObject Chunk(
        World world,
        PhoneNumber phone,
        (int Phase, int Order, Message[] Messages) chunk,
        int progress
    )
    {
        var metadata = new JsonObject
        {
            ["phase"] = chunk.Phase,
            ["chunk_order"] = chunk.Order,
            ["progress"] = progress,
        };
        return new JsonObject { ["metadata"] = metadata, ["threads"] = Threads(world, phone, chunk.Messages) };
    }

    private static IEnumerable<Action> InOrder(PhoneNumber phone, List<Action> webhooks) =>
        phone.HistoryPlay is { IsShuffled: true } && webhooks.Count % Stride != 0
            ? webhooks.Select((_, i) => webhooks[(int)(((i + 1) * Stride) % webhooks.Count)])
            : webhooks;

    private static void EmitFile(World world, PhoneNumber phone, Message message)
    {
        var content = JsonNode.Parse(message.Content)!;
        var file = Write(phone, message, message.Type, content, isInThread: false);
        BusinessAppSync.Emit(world, phone, Field, "messages", new JsonArray(file));
    }

    private static void EmitDeclined(World world, PhoneNumber phone)
    {
        var declined = new JsonObject { ["errors"] = new JsonArray(MessageValues.Error(HistoryDeclined)) };
        BusinessAppSync.Emit(world, phone, Field, Field, new JsonArray(declined));
    }

    private static List<(int Phase, int Order, Message[] Messages)> Chunks(World world, PhoneNumber phone)
    {
        var chunks = new List<(int, int, Message[])>();
        var all = world
            .Chats.Of(phone.Id)
            .SelectMany(c => c.Messages)
            .Where(m => m.GroupId is null)
            .OrderByDescending(m => m.CreatedAt)
            .ToLookup(m => PhaseOf(world.Clock.Milliseconds - m.CreatedAt));
        for (var phase = 0; phase < Phases.Length; phase++)
            chunks.AddRange(
                all[phase]
                    .Chunk(phone.HistoryPlay?.ChunkSize ?? ChunkSize)
                    .Select((messages, i) => (phase, i + 1, messages))
            );
        // A number without chats still gets the webhook that reports the end of the synchronisation.
        if (chunks.Count == 0)
            chunks.Add((0, 1, []));
        return chunks;
    }

    private static int PhaseOf(long age) => Array.FindIndex(Phases, days => age <= days * Day);

    private static JsonArray Threads(World world, PhoneNumber phone, IEnumerable<Message> messages) =>
        new([
            .. messages
                .GroupBy(m => m.Customer)
                .Select(thread =>
                {
                    var context = new JsonObject();
                    MessageValues.AddPerson(context, world, phone, thread.Key, "wa_id", "user_id", "parent_user_id");
                    if (world.Find<Customer>(Customer.IdOf(thread.Key))?.Username is { } username)
                        context["username"] = "@" + username;
                    return (JsonNode)
                        new JsonObject
                        {
                            ["id"] = thread.Key,
                            ["context"] = context,
                            ["messages"] = new JsonArray([
                                .. thread.OrderBy(m => m.CreatedAt).Select(m => (JsonNode)InThread(phone, m)),
                            ]),
                        };
                }),
        ]);

    private static JsonObject InThread(PhoneNumber phone, Message message)
    {
        // Files come later in webhooks of their own. The thread has a placeholder.
        var isMedia = MessageTypes.Media.Contains(message.Type);
        var entry = Write(
            phone,
            message,
            isMedia ? "media_placeholder" : message.Type,
            isMedia ? null : JsonNode.Parse(message.Content),
            isInThread: true
        );
        entry["history_context"] = new JsonObject
        {
            ["status"] = message.Status switch
            {
                MessageStatus.Failed => "ERROR",
                MessageStatus.Accepted => "PENDING",
                var status => status.ToString().ToUpperInvariant(),
            },
        };
        return entry;
    }

    // Outside of a thread Meta names no recipient.
    private static JsonObject Write(PhoneNumber phone, Message message, string type, JsonNode? content, bool isInThread)
    {
        var entry = new JsonObject { ["from"] = message.Inbound ? message.Customer : phone.Digits };
        if (!message.Inbound && isInThread)
            entry["to"] = message.Customer;
        entry["id"] = message.Id;
        entry["timestamp"] = BusinessAppSync.Seconds(message.CreatedAt);
        entry["type"] = type;
        if (content is not null)
            entry[type] = content;
        return entry;
    }

    private static bool IsRecentMedia(World world, Message message) =>
        MessageTypes.Media.Contains(message.Type) && message.CreatedAt > world.Clock.Milliseconds - MediaDays * Day;
}
