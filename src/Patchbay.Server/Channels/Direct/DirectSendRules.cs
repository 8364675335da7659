using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Direct;

/// <summary>The limits of a channel.</summary>
/// <param name="Channel">The channel's name for people.</param>
/// <param name="MostTextBytes">The most bytes of a text as UTF-8; null when only the limit in characters
/// applies.</param>
internal sealed record DirectLimits(string Channel, int? MostTextBytes)
{
    /// <summary>Whether Instagram's limits on cards, buttons and quick replies apply instead of Messenger's.</summary>
    public bool IsInstagram { get; init; }
}

/// <summary>A message to send on Instagram or Messenger, with what the history stores.</summary>
internal sealed record DirectDraft(string To, DirectMessage Message, string Type, string Content, string? Tag);

/// <summary>
/// Reads <c>{"type":"text","to","text"}</c> and <c>{"type":"image","to","image":{"link"}}</c>, the same flat form as
/// for WhatsApp numbers.
/// </summary>
internal static partial class DirectSendRules
{
    /// <summary>The tag that allows an employee to answer within 7 days.</summary>
    public const string HumanAgent = "HUMAN_AGENT";

    private const string Text = "text",
        Template = "template",
        QuickReplies = "quickReplies";

    private const int MostCharacters = 2000;

    private static readonly Dictionary<string, AttachmentType> Media = new(StringComparer.Ordinal)
    {
        ["image"] = AttachmentType.Image,
        ["video"] = AttachmentType.Video,
        ["audio"] = AttachmentType.Audio,
        ["file"] = AttachmentType.File,
    };

    /// <param name="body">The body of the request.</param>
    /// <param name="limits">The channel's limits.</param>
    public static Outcome<DirectDraft> Read(JsonElement body, DirectLimits limits)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new Problem(400, Codes.InvalidJson, "The body must be a JSON object.");
        var type = GivenText(body, "type") ?? Text;
        if (FaultOf(body, type) is { } fault)
            return fault;
        if (!OptionsOf(body).TryGet(out var options, out var problem))
            return problem;
        var written =
            type == Text ? TextMessage(body, limits)
            : type == Template ? TemplateMessage(body, limits)
            : MediaMessage(body, type);
        return written.Select(content => new DirectDraft(
            Member(body, "to"),
            Addressed(content.Message, options),
            type,
            content.Json.ToJsonString(),
            options.Tag
        ));
    }

    private static Problem? FaultOf(JsonElement body, string type)
    {
        if (type is not (Text or Template) && !Media.ContainsKey(type))
            return Refuse("type", $"'type' must be one of: {Text}, {Template}, {string.Join(", ", Media.Keys)}.");
        if (UnknownMember(body, type) is { } unknown)
            return Refuse(unknown, $"'{unknown}' is not a member of a message of this channel.");
        if (!PersonId().IsMatch(Member(body, "to")))
            return Refuse(
                "to",
                "'to' must be the person's id at this account, as in the events of the person's messages."
            );
        return null;
    }

    private static Outcome<Options> OptionsOf(JsonElement body)
    {
        var tag = GivenText(body, "tag");
        if (tag is not null && tag != HumanAgent)
            return Refuse("tag", $"'tag' may only be {HumanAgent}.");
        var reply = GivenText(body, "replyTo");
        if (reply is not null && !Mid().IsMatch(reply))
            return Refuse("replyTo", "'replyTo' must be the 'mid' of a message.");
        return new Options(tag, reply);
    }

    private static DirectMessage Addressed(DirectMessage message, Options options)
    {
        if (options.Reply is { } reply)
            message = message.InReplyTo(reply);
        return options.Tag is null ? message : message.FromHumanAgent();
    }

    /// <summary>The members that a message of any type may have: the tag and the message to reply to.</summary>
    private readonly record struct Options(string? Tag, string? Reply);

    /// <summary>A message for Meta, and its JSON for the history.</summary>
    private readonly record struct Written(DirectMessage Message, JsonObject Json);

    private static Outcome<Written> TextMessage(JsonElement body, DirectLimits limits)
    {
        var text = Member(body, Text);
        if (text.Length is 0 or > MostCharacters)
            return Problem.Invalid(Text, $"'text' must have 1 to {MostCharacters} characters.");
        if (limits.MostTextBytes is { } most && Encoding.UTF8.GetByteCount(text) > most)
            return Problem.Invalid(Text, $"'text' must have at most {most} bytes as UTF-8 on {limits.Channel}.");
        var json = new JsonObject { [Text] = text };
        if (!body.TryGetProperty(QuickReplies, out var given))
            return new Written(DirectMessage.Text(text), json);
        if (!DirectForms.QuickRepliesOf(given, limits.IsInstagram).TryGet(out var replies, out var problem))
            return problem;
        json["quick_replies"] = DirectForms.Write(replies);
        return new Written(DirectMessage.Text(text, replies), json);
    }

    private static Outcome<Written> TemplateMessage(JsonElement body, DirectLimits limits)
    {
        if (!body.TryGetProperty(Template, out var payload))
            return Problem.Invalid(Template, "'template' is required with this type: Meta's payload of a template.");
        var json = new JsonObject
        {
            ["attachment"] = new JsonObject { ["type"] = Template, ["payload"] = JsonNode.Parse(payload.GetRawText()) },
        };
        return DirectForms.TemplateOf(payload, limits.IsInstagram).Select(message => new Written(message, json));
    }

    private static Outcome<Written> MediaMessage(JsonElement body, string type)
    {
        if (!body.TryGetProperty(type, out var media) || media.ValueKind != JsonValueKind.Object)
            return Problem.Invalid(type, $"'{type}' is required with this type: an object with 'link'.");
        var field = type + ".link";
        var link = Member(media, "link");
        if (!GivenAddress.TryRead(link, out var url) || !IsFetchable(url))
            return Problem.Invalid(field, $"'{field}' must be an https address from which Meta can fetch the file.");
        var payload = new JsonObject { ["url"] = url.AbsoluteUri };
        var json = new JsonObject
        {
            ["attachment"] = new JsonObject { ["type"] = type, ["payload"] = payload },
        };
        return new Written(DirectMessage.Attachment(Media[type], url), json);
    }

    private static bool IsFetchable(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.UserInfo.Length == 0;

    private static string? UnknownMember(JsonElement body, string type)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name == QuickReplies && type == Text)
                continue;
            if (member.Name is not ("to" or "type" or "tag" or "replyTo") && member.Name != type)
                return Word().IsMatch(member.Name) ? member.Name : "body";
        }
        return null;
    }

    private static string Member(JsonElement body, string name) => GivenText(body, name) ?? "";

    /// <summary>Null when the member is missing, empty when it is not a string.</summary>
    private static string? GivenText(JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) ? TextOf(member) : null;

    private static string TextOf(JsonElement member) =>
        member.ValueKind == JsonValueKind.String ? member.GetString()! : "";

    private static Problem Refuse(string field, string message) => Problem.Invalid(field, message);

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonId();

    [GeneratedRegex(@"^[!-~]{1,512}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mid();

    [GeneratedRegex(@"^[A-Za-z0-9_]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
