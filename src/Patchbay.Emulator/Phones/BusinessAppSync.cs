using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>What the WhatsApp Business app hands over after onboarding: its contacts, and the chats so far.</summary>
internal static class BusinessAppSync
{
    public static void Send(World world, PhoneNumber phone, string type)
    {
        var value = MessageValues.Frame(phone);
        if (type == "history") value["history"] = new JsonArray(History(world, phone));
        else value["state_sync"] = new JsonArray([.. world.All<Customer>().Select(c => (JsonNode)Contact(world, c))]);
        Outbox.Emit(world, phone, type, value, type);
    }

    private static JsonObject Contact(World world, Customer customer) => new()
    {
        ["type"] = "contact",
        ["contact"] = new JsonObject { ["full_name"] = customer.Name, ["first_name"] = customer.Name.Split(' ')[0], ["phone_number"] = customer.Digits },
        ["action"] = "add",
        ["metadata"] = new JsonObject { ["timestamp"] = Seconds(world.Clock.Milliseconds) },
    };

    /// <summary>Everything in one chunk that says it is the last.</summary>
    private static JsonObject History(World world, PhoneNumber phone) => new()
    {
        ["metadata"] = new JsonObject { ["phase"] = 0, ["chunk_order"] = 1, ["progress"] = 100 },
        ["threads"] = new JsonArray([.. world.Chats.Of(phone.Id).Where(c => c.Messages.Count > 0).Select(c => (JsonNode)new JsonObject
        {
            ["id"] = c.Customer, ["messages"] = new JsonArray([.. c.Messages.Select(m => (JsonNode)Write(phone, m))]),
        })]),
    };

    private static JsonObject Write(PhoneNumber phone, Message message)
    {
        var entry = new JsonObject { ["from"] = message.Inbound ? message.Customer : phone.Digits };
        if (!message.Inbound) entry["to"] = message.Customer;
        entry["id"] = message.Id;
        entry["timestamp"] = Seconds(message.CreatedAt);
        entry["type"] = message.Type;
        entry[message.Type] = JsonNode.Parse(message.Content);
        entry["history_context"] = new JsonObject { ["status"] = message.Status.ToString().ToUpperInvariant() };
        return entry;
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000).ToString(CultureInfo.InvariantCulture);
}
