using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Phones;

namespace Patchbay.Emulator.Messages;

/// <summary>The value part of <c>messages</c> webhooks.</summary>
internal static class MessageValues
{
    public static JsonObject Frame(PhoneNumber phone) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["metadata"] = new JsonObject { ["display_phone_number"] = phone.Digits, ["phone_number_id"] = phone.Id },
    };

    public static JsonObject OfStatus(PhoneNumber phone, Message message, JsonObject status)
    {
        var value = Frame(phone);
        if (message.Status != MessageStatus.Failed && message.GroupId is null) value["contacts"] = new JsonArray(new JsonObject { ["wa_id"] = message.Customer });
        value["statuses"] = new JsonArray(status);
        return value;
    }

    public static JsonObject OfInbound(PhoneNumber phone, Customer customer, Message message, JsonObject? context)
    {
        var value = Frame(phone);
        value["contacts"] = new JsonArray(new JsonObject { ["profile"] = new JsonObject { ["name"] = customer.Name }, ["wa_id"] = customer.Digits });
        var entry = new JsonObject();
        if (context is not null) entry["context"] = context;
        entry["from"] = customer.Digits;
        entry["id"] = message.Id;
        entry["timestamp"] = (message.CreatedAt / 1000).ToString(CultureInfo.InvariantCulture);
        if (message.GroupId is not null) entry["group_id"] = message.GroupId;
        if (message.Type == "unsupported") entry["errors"] = new JsonArray(Error(131051));
        entry[message.Type] = JsonNode.Parse(message.Content);
        entry["type"] = message.Type;
        value["messages"] = new JsonArray(entry);
        return value;
    }

    public static JsonObject Error(int code)
    {
        var (title, _) = ProductErrors.Find(code);
        return new JsonObject
        {
            ["code"] = code, ["title"] = title, ["message"] = title, ["error_data"] = new JsonObject { ["details"] = Details(code) },
            ["href"] = "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/",
        };
    }

    private static string Details(int code) => code switch
    {
        131047 => "More than 24 hours have passed since the customer last replied to this number.",
        131026 => "The message could not be delivered to this number.",
        131048 => "The portfolio reached its limit of customers written to outside a service window.",
        131050 => "The customer asked not to receive marketing messages from this business.",
        _ => ProductErrors.Find(code).Title,
    };
}
