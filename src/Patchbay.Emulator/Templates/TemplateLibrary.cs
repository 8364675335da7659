using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Templates;

/// <summary>Ready-made templates that need no review. The emulator's own few, in place of Meta's many.</summary>
internal static class TemplateLibrary
{
    private static readonly Entry[] Entries =
    [
        new("delivery_update_1", "UTILITY", "ORDER_MANAGEMENT", "DELIVERY_UPDATE", "Your delivery", "Your order {{1}} is on its way and should arrive on {{2}}, so keep an eye out.", ["12345", "Monday"]),
        new("payment_reminder_1", "UTILITY", "PAYMENTS", "PAYMENT_DUE_REMINDER", "Payment due", "The payment of {{1}} for your account is due on {{2}}, thank you for paying in time.", ["10 USD", "Monday"]),
        new("appointment_reminder_1", "UTILITY", "EVENT_REMINDER", "APPOINTMENT_REMINDER", "Your appointment", "We look forward to seeing you on {{1}} at our place, answer here to change it.", ["Monday"]),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Root("listTemplateLibrary", "GET", "message_template_library", List, [.. Paging.Params, P.Text("search"), P.Text("name"), P.Text("topic"), P.Text("usecase"), P.Text("industry"), P.Text("language")]),
    ];

    public static Entry? Find(string name) => Array.Find(Entries, e => e.Name == name);

    private static Answer List(Call call)
    {
        _ = call.Token ?? throw Refusals.NoToken();
        var input = call.Input;
        bool Holds(string parameter, string text) => input.Text(parameter) is not { } wanted || text.Contains(wanted, StringComparison.OrdinalIgnoreCase);
        var found = Entries.Where(e => Holds("search", e.Name + e.Body) && Holds("name", e.Name) && Holds("topic", e.Topic) && Holds("usecase", e.Usecase) && Holds("industry", "E_COMMERCE") && Holds("language", "en_US"));
        return Answer.Page(found, e => e.Name, Write, call);
    }

    private static JsonNode Write(Entry entry) => new JsonObject
    {
        ["name"] = entry.Name, ["language"] = "en_US", ["category"] = entry.Category, ["topic"] = entry.Topic, ["usecase"] = entry.Usecase, ["industry"] = new JsonArray("E_COMMERCE"),
        ["header"] = entry.Header, ["body"] = entry.Body, ["body_params"] = new JsonArray([.. entry.Examples.Select(x => (JsonNode)x)]),
        ["body_param_types"] = new JsonArray([.. entry.Examples.Select(_ => (JsonNode)"TEXT")]), ["id"] = entry.Name,
    };

    internal sealed record Entry(string Name, string Category, string Topic, string Usecase, string Header, string Body, string[] Examples)
    {
        public JsonElement Components => JsonElement.Parse(new JsonArray(
            new JsonObject { ["type"] = "HEADER", ["format"] = "TEXT", ["text"] = Header },
            new JsonObject { ["type"] = "BODY", ["text"] = Body, ["example"] = new JsonObject { ["body_text"] = new JsonArray(new JsonArray([.. Examples.Select(x => (JsonNode)x)])) } }).ToJsonString());
    }
}
