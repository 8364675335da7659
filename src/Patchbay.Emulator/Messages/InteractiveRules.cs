using System.Text.Json;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Messages;

/// <summary>Rules for interactive messages: the action of each type and the limits of its parts.</summary>
internal static class InteractiveRules
{
    public static readonly string[] Types =
    [
        "address_message",
        "button",
        "call_permission_request",
        "carousel",
        "catalog_message",
        "cta_url",
        "flow",
        "list",
        "location_request_message",
        "order_details",
        "order_status",
        "product",
        "product_list",
        "request_contact_info",
        "voice_call",
    ];

    private const int MostMixed = 10,
        MostLinks = 2;

    /// <param name="interactive">The content.</param>
    /// <param name="isDirectSend">Whether the message has a category, which allows links among its buttons.</param>
    public static void Check(JsonElement interactive, bool isDirectSend = false)
    {
        var type = interactive.TextOf("type")!;
        var action = interactive.Member("action")!.Value;
        if (NeedsBody(type))
            RequireBody(interactive, type);
        CheckHeader(interactive, type);
        switch (type)
        {
            case "button":
                CheckButtons(action, isDirectSend);
                break;
            case "list":
                CheckList(action);
                break;
            case "cta_url":
                CheckLink(action);
                break;
            case "flow":
                CheckFlow(action);
                break;
            case "product":
                RequireText(action, "catalog_id");
                RequireText(action, "product_retailer_id");
                break;
            case "product_list":
                CheckProducts(action);
                break;
            case "carousel":
                Count(action, "cards", 2, 10);
                break;
            case "location_request_message":
                RequireName(action, "send_location");
                break;
            case "order_details":
                RequireName(action, "review_and_pay");
                OrderRules.CheckDetails(action);
                break;
            case "order_status":
                RequireName(action, "review_order");
                OrderRules.CheckStatus(action);
                break;
            case "address_message":
                RequireName(action, "address_message");
                RequireText(Parameters(action), "country");
                break;
            default:
                RequireName(action, type);
                break;
        }
    }

    private static bool NeedsBody(string type) =>
        type is not ("product" or "carousel" or "order_details" or "order_status" or "voice_call");

    private static void RequireBody(JsonElement interactive, string type)
    {
        var text = interactive.Member("body")?.TextOf("text") ?? throw Missing("interactive['body']");
        if (type != "list" && text.Length > 1024)
            throw Bad("interactive['body']['text'] must be at most 1024 characters long.");
    }

    private static void CheckHeader(JsonElement interactive, string type)
    {
        if (interactive.Member("header") is not { } header)
        {
            if (type == "product_list")
                throw Missing("interactive['header']");
            return;
        }
        var kind = header.TextOf("type") ?? throw Missing("interactive['header']['type']");
        if (kind is not ("text" or "image" or "video" or "document"))
            throw Bad($"interactive['header']['type'] must be one of text, image, video, document.");
        if (type is "list" or "product_list" && kind != "text")
            throw Bad($"interactive['header']['type'] must be text for {type} messages.");
        if (kind == "text")
        {
            if (header.TextOf("text") is not { Length: > 0 and <= 60 })
                throw Bad("interactive['header']['text'] must be 1 to 60 characters long.");
        }
        else
        {
            var media = header.Member(kind) ?? throw Missing($"interactive['header']['{kind}']");
            if (media.Member("id") is null == media.Member("link") is null)
                throw Bad($"interactive['header']['{kind}'] must have exactly one of id and link.");
        }
    }

    private static void CheckButtons(JsonElement action, bool isDirectSend)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var links = isDirectSend ? CountLinks(action) : 0;
        foreach (var button in Count(action, "buttons", 1, links > 0 ? MostMixed : 3).Skip(links))
        {
            if (button.TextOf("type") != "reply" || button.Member("reply") is not { } reply)
                throw Bad("interactive['action']['buttons'] must be reply buttons.");
            var id = Within(reply, "id", 256);
            Within(reply, "title", 20);
            if (id != id.Trim() || !ids.Add(id))
                throw Bad("interactive['action']['buttons'] must have unique ids without surrounding spaces.");
        }
    }

    /// <summary>Counts and checks the links, which are the first buttons.</summary>
    private static int CountLinks(JsonElement action)
    {
        var links = Count(action, "buttons", 1, MostMixed)
            .TakeWhile(button => button.TextOf("type") == "cta_url")
            .ToList();
        if (links.Count > MostLinks)
            throw Bad($"interactive['action']['buttons'] must have at most {MostLinks} links.");
        foreach (var link in links)
        {
            var target = link.Member("cta_url") ?? throw Missing("interactive['action']['buttons'][0]['cta_url']");
            Within(target, "display_text", 20);
            Within(target, "url", 2000);
        }
        return links.Count;
    }

    private static void CheckList(JsonElement action)
    {
        Within(action, "button", 20);
        var sections = Count(action, "sections", 1, 10);
        var rows = 0;
        foreach (var section in sections)
        {
            if (sections.Count > 1)
                Within(section, "title", 24);
            foreach (var row in Count(section, "rows", 1, 10))
            {
                rows++;
                Within(row, "id", 200);
                Within(row, "title", 24);
                if (row.TextOf("description") is { Length: > 72 })
                    throw Bad("a row's description must be at most 72 characters long.");
            }
        }
        if (rows > 10)
            throw Bad("interactive['action']['sections'] must have at most 10 rows in total.");
    }

    private static void CheckLink(JsonElement action)
    {
        RequireName(action, "cta_url");
        var parameters = Parameters(action);
        Within(parameters, "display_text", 20);
        RequireText(parameters, "url");
    }

    private static void CheckFlow(JsonElement action)
    {
        RequireName(action, "flow");
        var parameters = Parameters(action);
        RequireText(parameters, "flow_message_version");
        if (parameters.Member("flow_id") is null == parameters.Member("flow_name") is null)
            throw Bad("exactly one of flow_id and flow_name is needed.");
        RequireText(parameters, "flow_cta");
    }

    private static void CheckProducts(JsonElement action)
    {
        RequireText(action, "catalog_id");
        var products = 0;
        foreach (var section in Count(action, "sections", 1, 10))
            products += Count(section, "product_items", 1, 30).Count;
        if (products > 30)
            throw Bad("interactive['action']['sections'] must have at most 30 products.");
    }

    private static List<JsonElement> Count(JsonElement parent, string name, int least, int most)
    {
        if (parent.Member(name) is not { ValueKind: JsonValueKind.Array } list)
            throw Missing($"interactive['action']['{name}']");
        var items = list.EnumerateArray().ToList();
        if (items.Count < least || items.Count > most)
            throw Bad($"{name} must have {least} to {most} entries.");
        return items.TrueForAll(i => i.ValueKind == JsonValueKind.Object)
            ? items
            : throw Bad($"{name} must be objects.");
    }

    private static JsonElement Parameters(JsonElement action) =>
        action.Member("parameters") ?? throw Missing("interactive['action']['parameters']");

    private static void RequireName(JsonElement action, string name)
    {
        if (action.TextOf("name") != name)
            throw Bad($"interactive['action']['name'] must be {name}.");
    }

    private static void RequireText(JsonElement parent, string name)
    {
        if (parent.TextOf(name) is not { Length: > 0 })
            throw Missing($"interactive['action']['{name}']");
    }

    private static string Within(JsonElement parent, string name, int most) =>
        parent.TextOf(name) is { Length: > 0 } text && text.Length <= most
            ? text
            : throw Bad($"{name} must be 1 to {most} characters long.");

    private static GraphRefusal Missing(string what) =>
        Refusals.Product(131008, $"Required parameter is missing: {what}");

    private static GraphRefusal Bad(string what) => Refusals.Product(131009, what);
}
