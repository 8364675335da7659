using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>
/// What the WhatsApp Business app shares after onboarding: contacts, and messages typed in it.
/// </summary>
internal static class BusinessAppSync
{
    private const int ContactsAtOnce = 500;

    public static void Send(World world, PhoneNumber phone, string type)
    {
        if (type == "history")
            BusinessAppHistory.Send(world, phone);
        else
            foreach (var some in world.All<Customer>().Chunk(ContactsAtOnce))
                Emit(
                    world,
                    phone,
                    type,
                    "state_sync",
                    new JsonArray([.. some.Select(c => (JsonNode)Contact(world, c))])
                );
    }

    /// <summary>Reports one change of a contact in the app.</summary>
    public static void ContactChanged(World world, PhoneNumber phone, Customer customer, bool isRemoved)
    {
        var item = Contact(world, customer);
        if (isRemoved)
        {
            item["action"] = "remove";
            item["contact"] = new JsonObject { ["phone_number"] = customer.Digits };
        }
        Emit(world, phone, "smb_app_state_sync", "state_sync", new JsonArray(item));
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

    public static void Emit(
        World world,
        PhoneNumber phone,
        string field,
        string name,
        JsonArray items,
        int losesAttempts = 0
    )
    {
        var value = MessageValues.Frame(phone);
        value[name] = items;
        Outbox.Emit(world, phone, field, value, field, losesAttempts);
    }

    public static string Seconds(long milliseconds) => (milliseconds / 1000).ToString(CultureInfo.InvariantCulture);
}
