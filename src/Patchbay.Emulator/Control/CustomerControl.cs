using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Customers and their names and numbers, and the messages that a business types in its app.</summary>
internal static class CustomerControl
{
    /// <summary>
    /// Creates or changes a customer. An empty username removes the username. <c>new_phone</c> notifies every business
    /// that has a chat with the customer.
    /// </summary>
    public static JsonNode Set(ControlCall call)
    {
        var digits = Digits(call, "phone");
        var username = call.Body.TextOf("username");
        if (
            username is { Length: > 0 }
            && (
                username.Length is < 3 or > 35
                || !username.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_')
            )
        )
            throw Refusals.Invalid("Param username must be 3 to 35 lower-case letters, digits, dots and underscores.");
        var moved = call.Body.TextOf("new_phone") is null ? null : Digits(call, "new_phone");
        var customer = InboundMessages.Remember(call.World, digits, call.Body.TextOf("name"));
        if (username is not null)
            ScopedUsers.AdoptUsername(call.World, customer, username.Length == 0 ? null : username);
        if (moved is not null && moved != digits)
            customer = Move(call.World, customer, moved);
        return Write(call.World, customer);
    }

    public static JsonObject Write(World world, Customer customer) =>
        new()
        {
            ["phone"] = customer.Digits,
            ["name"] = customer.Name,
            ["display"] = PhoneFormat.Display(customer.Digits),
            ["username"] = customer.Username,
            ["user_ids"] = new JsonArray([
                .. world
                    .All<ScopedUser>()
                    .Where(u => u.Digits == customer.Digits)
                    .Select(u => (JsonNode)new JsonObject { ["business_id"] = u.BusinessId, ["user_id"] = u.Id }),
            ]),
        };

    /// <summary>Sends a message from the WhatsApp Business app, which only a number of that app can do.</summary>
    public static JsonNode Echo(ControlCall call)
    {
        var phone = call.World.Find<PhoneNumber>(call.Body.Need("phone_number_id")) is { IsOnBusinessApp: true } found
            ? found
            : throw Refusals.Invalid("Param phone_number_id must be a number of the WhatsApp Business app.");
        var type = call.Body.TextOf("type") ?? "text";
        if (!InboundMessages.Types.Contains(type))
            throw Refusals.Invalid("Param type must be a message type.");
        var content = call.Body.Member(type) is { } given
            ? JsonNode.Parse(given.GetRawText())!
            : throw Refusals.Missing(type);
        if (type == "text" && content is JsonValue)
            content = new JsonObject { ["body"] = content.DeepClone() };
        return new JsonObject
        {
            ["id"] = BusinessAppSync.Echo(call.World, phone, Digits(call, "to"), type, content).Id,
        };
    }

    private static Customer Move(World world, Customer customer, string digits)
    {
        var moved = InboundMessages.Remember(world, digits, customer.Name);
        moved.Username = customer.Username;
        world.Save(moved);
        foreach (var chat in world.Chats.With(customer.Digits).ToList())
        {
            if (world.Find<PhoneNumber>(chat.PhoneId) is not { Registered: true } phone || chat.Messages.Count == 0)
                continue;
            var news = NumberChange(world, phone, customer, digits);
            InboundMessages.Receive(world, new InboundDraft(phone.Id, customer.Digits, null, "system", news));
        }
        return moved;
    }

    /// <summary>
    /// Returns the system message about a new number. A business that cannot see the number gets only the new user id.
    /// </summary>
    private static JsonObject NumberChange(World world, PhoneNumber phone, Customer customer, string digits)
    {
        var showsPhone = ScopedUsers.ShowsPhone(world, phone, customer.Digits);
        var system = new JsonObject { ["body"] = $"User {customer.Name} changed from {customer.Digits} to {digits}" };
        if (showsPhone)
            system["wa_id"] = digits;
        system["user_id"] = ScopedUsers.Of(world, phone, digits).Id;
        if (ScopedUsers.ParentIdOf(world, phone, digits) is { } parent)
            system["parent_user_id"] = parent;
        system["type"] = showsPhone ? "user_changed_number" : "user_changed_user_id";
        return system;
    }

    private static string Digits(ControlCall call, string name) =>
        NumberSpelling.OfSender(
            call.World,
            PhoneFormat.Parse(call.Body.Need(name)) ?? throw Refusals.Invalid($"Param {name} must be a phone number.")
        );
}
