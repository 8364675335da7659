using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Customers;

/// <summary>The value part of <c>messages</c> webhooks.</summary>
internal static class MessageValues
{
    public static JsonObject Frame(PhoneNumber phone) =>
        new()
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject { ["display_phone_number"] = phone.Digits, ["phone_number_id"] = phone.Id },
        };

    public static JsonObject OfStatus(World world, PhoneNumber phone, Message message, JsonObject status)
    {
        var value = Frame(phone);
        if (message.Status != MessageStatus.Failed && message.GroupId is null)
            value["contacts"] = new JsonArray(Contact(world, phone, message.Customer, []));
        value["statuses"] = new JsonArray(status);
        return value;
    }

    public static JsonObject OfInbound(
        World world,
        PhoneNumber phone,
        Customer customer,
        Message message,
        JsonObject beside
    )
    {
        var value = Frame(phone);
        // The message about a changed number has no contact.
        if (message.Type != "system")
            value["contacts"] = new JsonArray(
                Contact(world, phone, customer.Digits, new JsonObject { ["profile"] = Profile(customer) })
            );
        value["messages"] = new JsonArray(Entry(world, phone, customer, message, beside));
        return value;
    }

    private static JsonObject Profile(Customer customer)
    {
        var profile = new JsonObject { ["name"] = customer.Name };
        if (customer.Username is { } username)
            profile["username"] = "@" + username;
        return profile;
    }

    private static JsonObject Entry(
        World world,
        PhoneNumber phone,
        Customer customer,
        Message message,
        JsonObject beside
    )
    {
        var entry = new JsonObject();
        if (beside["context"] is { } context)
            entry["context"] = context.DeepClone();
        AddPerson(entry, world, phone, customer.Digits, "from", "from_user_id", "from_parent_user_id");
        entry["id"] = message.Id;
        entry["timestamp"] = (message.CreatedAt / 1000).ToString(CultureInfo.InvariantCulture);
        if (message.GroupId is not null)
            entry["group_id"] = message.GroupId;
        if (message.Type == "unsupported")
            entry["errors"] = new JsonArray(Error(131051));
        entry[message.Type] = JsonNode.Parse(message.Content);
        entry["type"] = message.Type;
        foreach (var (name, value) in beside)
            entry[name] = value?.DeepClone();
        return entry;
    }

    /// <summary>Adds the phone number while it is shown, and always the user id of the portfolio.</summary>
    public static void AddPerson(
        JsonObject entry,
        World world,
        PhoneNumber phone,
        string digits,
        string number,
        string user,
        string parent
    )
    {
        if (ScopedUsers.ShowsPhone(world, phone, digits))
            entry[number] = digits;
        entry[user] = ScopedUsers.Of(world, phone, digits).Id;
        if (ScopedUsers.ParentIdOf(world, phone, digits) is { } shared)
            entry[parent] = shared;
    }

    private static JsonObject Contact(World world, PhoneNumber phone, string digits, JsonObject contact)
    {
        AddPerson(contact, world, phone, digits, "wa_id", "user_id", "parent_user_id");
        return contact;
    }

    public static JsonObject Error(int code)
    {
        var (title, _) = ProductErrors.Find(code);
        return new JsonObject
        {
            ["code"] = code,
            ["title"] = title,
            ["message"] = title,
            ["error_data"] = new JsonObject { ["details"] = Details(code) },
            ["href"] = "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/",
        };
    }

    private static string Details(int code) =>
        code switch
        {
            131047 => "More than 24 hours have passed since the customer last replied to this number.",
            131026 => "The message could not be delivered to this number.",
            131048 => "The portfolio reached its limit of customers written to outside a service window.",
            131050 => "The customer asked not to receive marketing messages from this business.",
            _ => ProductErrors.Find(code).Title,
        };
}
