using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Direct;

/// <summary>
/// Reads cards and buttons in the form of Meta's own <c>payload</c>, and quick replies. The client checks Meta's
/// limits.
/// </summary>
internal sealed class DirectForms
{
    private const string Template = "template",
        QuickReplies = "quickReplies";

    private Problem? _fault;

    public static Outcome<DirectMessage> TemplateOf(JsonElement payload, bool isInstagram)
    {
        var forms = new DirectForms();
        var message = forms.ReadTemplate(payload);
        if (forms._fault is { } fault)
            return fault;
        return FaultOf(message, isInstagram) is { } refused ? refused : message;
    }

    public static Outcome<QuickReply[]> QuickRepliesOf(JsonElement replies, bool isInstagram)
    {
        var forms = new DirectForms();
        QuickReply[] read = [.. forms.Items(replies, QuickReplies).Select(forms.ReadReply)];
        if (forms._fault is { } fault)
            return fault;
        return FaultOf(DirectMessage.Text("-", read), isInstagram) is { } refused ? refused : read;
    }

    /// <summary>Quick replies as Meta gets them, for the history.</summary>
    public static JsonArray Write(IEnumerable<QuickReply> replies)
    {
        var written = new JsonArray();
        foreach (var reply in replies)
        {
            var json = new JsonObject { ["content_type"] = reply.ContentType };
            if (reply.Title is { } title)
                json["title"] = title;
            if (reply.Payload is { } payload)
                json["payload"] = payload;
            if (reply.ImageUrl is { } image)
                json["image_url"] = image;
            written.Add((JsonNode)json);
        }
        return written;
    }

    private static Problem? FaultOf(DirectMessage message, bool isInstagram)
    {
        if (DirectMessageRules.Check(message, isInstagram) is not [var fault, ..])
            return null;
        var field = fault
            .Path.Replace("message.attachment.payload", Template, StringComparison.Ordinal)
            .Replace("message.quick_replies", QuickReplies, StringComparison.Ordinal);
        return Problem.Invalid(field, $"'{field}' {fault.Problem}");
    }

    private DirectMessage ReadTemplate(JsonElement payload)
    {
        Expect(payload, Template, "template_type", "text", "elements", "buttons");
        switch (Text(payload, Template, "template_type"))
        {
            case "generic":
                return DirectMessage.Cards([
                    .. Items(Member(payload, "elements"), Template + ".elements").Select(ReadCard),
                ]);
            case "button":
                return DirectMessage.Buttons(Text(payload, Template, "text") ?? "", ReadButtons(payload, Template));
            default:
                Fail(Template + ".template_type", "must be 'generic' or 'button'.");
                return DirectMessage.Text("");
        }
    }

    private DirectCard ReadCard(JsonElement card, int index)
    {
        var at = $"{Template}.elements[{index}]";
        Expect(card, at, "title", "subtitle", "image_url", "default_action", "buttons");
        var buttons = Member(card, "buttons").ValueKind == JsonValueKind.Undefined ? null : ReadButtons(card, at);
        return new DirectCard(Text(card, at, "title") ?? "")
        {
            Subtitle = Text(card, at, "subtitle"),
            ImageUrl = Address(card, at, "image_url"),
            DefaultAction = ReadLink(Member(card, "default_action"), at + ".default_action"),
            Buttons = buttons,
        };
    }

    private DirectLink? ReadLink(JsonElement link, string at)
    {
        if (link.ValueKind == JsonValueKind.Undefined)
            return null;
        Expect(link, at, "type", "url", "webview_height_ratio");
        if (Address(link, at, "url") is { } url)
            return new DirectLink(url) { WebviewHeightRatio = Text(link, at, "webview_height_ratio") };
        Fail(at + ".url", "is required.");
        return null;
    }

    private DirectButton[] ReadButtons(JsonElement parent, string at) =>
        [
            .. Items(Member(parent, "buttons"), at + ".buttons")
                .Select((button, index) => ReadButton(button, $"{at}.buttons[{index}]")),
        ];

    private DirectButton ReadButton(JsonElement button, string at)
    {
        Expect(button, at, "type", "title", "url", "payload", "webview_height_ratio");
        var (title, payload) = (Text(button, at, "title") ?? "", Text(button, at, "payload") ?? "");
        switch (Text(button, at, "type"))
        {
            case "web_url" when Address(button, at, "url") is { } url:
                return DirectButton.Open(title, url, Text(button, at, "webview_height_ratio"));
            case "account_link" when Address(button, at, "url") is { } url:
                return DirectButton.LogIn(url);
            case "web_url" or "account_link":
                Fail(at + ".url", "is required.");
                break;
            case "postback":
                return DirectButton.Postback(title, payload);
            case "phone_number":
                return DirectButton.Call(title, payload);
            case "account_unlink":
                break;
            default:
                Fail(at + ".type", "must be one of: web_url, postback, phone_number, account_link, account_unlink.");
                break;
        }
        return DirectButton.LogOut();
    }

    private QuickReply ReadReply(JsonElement reply, int index)
    {
        var at = $"{QuickReplies}[{index}]";
        Expect(reply, at, "contentType", "title", "payload", "imageUrl");
        var kind = Text(reply, at, "contentType") ?? "text";
        if (kind is not ("text" or "user_phone_number" or "user_email"))
            Fail(at + ".contentType", "must be one of: text, user_phone_number, user_email.");
        var (title, payload) = (Text(reply, at, "title"), Text(reply, at, "payload"));
        if (kind == "text" && string.IsNullOrWhiteSpace(title))
            Fail(at + ".title", "is required.");
        return new QuickReply
        {
            ContentType = kind,
            Title = title,
            Payload = payload ?? (kind == "text" ? title : null),
            ImageUrl = Address(reply, at, "imageUrl")?.AbsoluteUri,
        };
    }

    private void Expect(JsonElement value, string at, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fail(at, "must be an object.");
            return;
        }
        foreach (var member in value.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                Fail(at, $"takes only the members: {string.Join(", ", names!)}.");
        }
    }

    private List<JsonElement> Items(JsonElement list, string at)
    {
        if (list.ValueKind == JsonValueKind.Array)
            return [.. list.EnumerateArray()];
        Fail(at, "must be a list.");
        return [];
    }

    private string? Text(JsonElement parent, string at, string name)
    {
        var member = Member(parent, name);
        if (member.ValueKind is JsonValueKind.Undefined)
            return null;
        if (member.ValueKind is not JsonValueKind.String)
            Fail($"{at}.{name}", "must be a string.");
        return member.ValueKind is JsonValueKind.String ? member.GetString() : null;
    }

    private Uri? Address(JsonElement parent, string at, string name)
    {
        if (Text(parent, at, name) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
            return url;
        Fail($"{at}.{name}", "must be an https address.");
        return null;
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private void Fail(string field, string fault) => _fault ??= Problem.Invalid(field, $"'{field}' {fault}");
}
