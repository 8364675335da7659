using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>
/// What the WhatsApp Business app shares after onboarding: contacts, earlier chats, and messages typed in it later.
/// </summary>
internal static class BusinessAppSync
{
    private const int ChunkSize = 100;
    private const int HistoryDeclined = 2593109;
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>The age of each phase in days: today, three months, half a year.</summary>
    private static readonly int[] Phases = [1, 90, 180];
    private const int MediaDays = 14;

    public static void Send(World world, PhoneNumber phone, string type)
    {
        if (type == "history")
            SendHistory(world, phone);
        else
            Emit(
                world,
                phone,
                type,
                "state_sync",
                new JsonArray([.. world.All<Customer>().Select(c => (JsonNode)Contact(world, c))])
            );
    }

    /// <summary>
    /// Sends a message from the business's app or a linked device. The platform gets an echo, but no service window
    /// opens.
    /// </summary>
    public static Message Echo(World world, PhoneNumber phone, string to, string type, JsonNode content)
    {
        var message = world.Add(
            new Message
            {
                Id = world.Ids.Wamid(to),
                PhoneId = phone.Id,
                Customer = to,
                Type = type,
                Content = System.Text.Encoding.UTF8.GetBytes(content.ToJsonString()),
                Status = MessageStatus.Delivered,
            }
        );
        var entry = new JsonObject { ["from"] = phone.Digits };
        MessageValues.AddPerson(entry, world, phone, to, "to", "to_user_id", "to_parent_user_id");
        entry["id"] = message.Id;
        entry["timestamp"] = Seconds(message.CreatedAt);
        entry["type"] = type;
        entry[type] = content.DeepClone();
        Emit(world, phone, "smb_message_echoes", "message_echoes", new JsonArray(entry));
        return message;
    }

    private static JsonObject Contact(World world, Customer customer) =>
        new()
        {
            ["type"] = "contact",
            ["contact"] = new JsonObject
            {
                ["full_name"] = customer.Name,
                ["first_name"] = customer.Name.Split(' ')[0],
                ["phone_number"] = customer.Digits,
            },
            ["action"] = "add",
            ["metadata"] = new JsonObject { ["timestamp"] = Seconds(world.Clock.Milliseconds) },
        };

    private static void SendHistory(World world, PhoneNumber phone)
    {
        if (phone.DeclinesHistory)
        {
            EmitDeclined(world, phone);
            return;
        }
        var chunks = Chunks(world, phone);
        for (var i = 0; i < chunks.Count; i++)
        {
            var metadata = new JsonObject
            {
                ["phase"] = chunks[i].Phase,
                ["chunk_order"] = chunks[i].Order,
                ["progress"] = (i + 1) * 100 / chunks.Count,
            };
            EmitChunk(world, phone, metadata, Threads(world, phone, chunks[i].Messages));
        }
        foreach (var message in chunks.SelectMany(c => c.Messages).Where(m => IsRecentMedia(world, m)))
            Emit(
                world,
                phone,
                "history",
                "messages",
                new JsonArray(Write(phone, message, message.Type, JsonNode.Parse(message.Content)!))
            );
    }

    private static void EmitDeclined(World world, PhoneNumber phone)
    {
        var declined = new JsonObject { ["errors"] = new JsonArray(MessageValues.Error(HistoryDeclined)) };
        Emit(world, phone, "history", "history", new JsonArray(declined));
    }

    private static void EmitChunk(World world, PhoneNumber phone, JsonObject metadata, JsonArray threads) =>
        Emit(
            world,
            phone,
            "history",
            "history",
            new JsonArray(new JsonObject { ["metadata"] = metadata, ["threads"] = threads })
        );

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
            chunks.AddRange(all[phase].Chunk(ChunkSize).Select((messages, i) => (phase, i + 1, messages)));
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
            isMedia ? null : JsonNode.Parse(message.Content)
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

    private static JsonObject Write(PhoneNumber phone, Message message, string type, JsonNode? content)
    {
        var entry = new JsonObject { ["from"] = message.Inbound ? message.Customer : phone.Digits };
        if (!message.Inbound)
            entry["to"] = message.Customer;
        entry["id"] = message.Id;
        entry["timestamp"] = Seconds(message.CreatedAt);
        entry["type"] = type;
        if (content is not null)
            entry[type] = content;
        return entry;
    }

    private static bool IsRecentMedia(World world, Message message) =>
        MessageTypes.Media.Contains(message.Type) && message.CreatedAt > world.Clock.Milliseconds - MediaDays * Day;

    private static void Emit(World world, PhoneNumber phone, string field, string name, JsonArray items)
    {
        var value = MessageValues.Frame(phone);
        value[name] = items;
        Outbox.Emit(world, phone, field, value, field);
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000).ToString(CultureInfo.InvariantCulture);
}
