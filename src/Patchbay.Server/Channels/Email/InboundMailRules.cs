using System.Buffers.Text;
using System.Text.Json;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Email;

/// <summary>Validates posted mails.</summary>
internal static class InboundMailRules
{
    public const int MaxAttachments = 50;

    // SMTPUTF8 allows longer addresses than ASCII does.
    private const int MaxAddress = 320,
        MaxRecipients = 100,
        MaxSubject = 2000,
        MaxName = 500,
        MaxId = 600;

    /// <summary>Reads the body of a post. Returns the mail, or the first fault with the name of its member.</summary>
    public static (ReadMail? Mail, Problem? Problem) Read(ReadOnlyMemory<byte> body)
    {
        if (
            !RequestBody
                .Parse(body, MailJson.Default.InboundMail, ignoresUnknown: true)
                .TryGet(out var mail, out var problem)
        )
            return (null, problem);
        if (Mailbox(mail.From) is not { } from)
            return Refuse("from", "'from' must be an e-mail address.");
        if (Recipients(mail.To) is not { } to)
            return Refuse("to", $"'to' must be an e-mail address or a list of 1 to {MaxRecipients}.");
        if ((HeaderFaultOf(mail) ?? ContentFaultOf(mail)) is { } fault)
            return (null, fault);
        var content = ContentOf(mail, from.Address, to);
        var sender = mail.SenderName is { Length: > 0 } name ? name : from.Name;
        return (new ReadMail(content, sender) { Details = DetailsOf(mail, content) }, null);
    }

    private static Problem? HeaderFaultOf(InboundMail mail)
    {
        if (mail.Subject is { Length: > MaxSubject })
            return Problem.Invalid("subject", $"'subject' must have at most {MaxSubject} characters.");
        if (mail.SenderName is { Length: > MaxName })
            return Problem.Invalid("sender_name", $"'sender_name' must have at most {MaxName} characters.");
        if (mail.MessageId is { } id && !IsId(id))
            return Problem.Invalid("message_id", $"'message_id' must be one line of 1 to {MaxId} characters.");
        if (mail.InReplyTo is { } answered && !IsId(answered))
            return Problem.Invalid("in_reply_to", $"'in_reply_to' must be one line of 1 to {MaxId} characters.");
        return null;
    }

    private static Problem? ContentFaultOf(InboundMail mail)
    {
        if (mail.Attachments is { Count: > MaxAttachments })
            return Problem.Invalid("attachments", $"'attachments' must have at most {MaxAttachments} entries.");
        var faults = mail.Attachments?.Select((file, index) => FaultOf(file, index));
        if (faults?.FirstOrDefault(fault => fault is not null) is { } bad)
            return bad;
        if (mail is { Text: null, Html: null, Subject: null, Attachments: null or { Count: 0 } })
            return Problem.Invalid("text", "A mail needs at least one of: subject, text, html, attachments.");
        return null;
    }

    private static MailContent ContentOf(InboundMail mail, string from, IReadOnlyList<string> to) =>
        new()
        {
            From = from,
            To = to,
            Subject = mail.Subject,
            Text = mail.Text,
            Html = mail.Html,
            MessageId = Bracketed(mail.MessageId),
            InReplyTo = Bracketed(mail.InReplyTo),
            Attachments = mail.Attachments?.Select(Measured).ToList(),
        };

    private static MessageDetails DetailsOf(InboundMail mail, MailContent content)
    {
        var details = new DetailsBuilder();
        foreach (var (name, value) in mail.Others ?? [])
            details.Add(name, value);
        var context = content.InReplyTo is { } answered ? MailContext.DetailsOf(answered).Context : null;
        return context is null ? details.Details : details.Details with { Context = context };
    }

    private static (ReadMail?, Problem?) Refuse(string field, string message) =>
        (null, Problem.Invalid(field, message));

    private static List<string>? Recipients(JsonElement? to)
    {
        if (to is { ValueKind: JsonValueKind.String } text)
            return Mailbox(text.GetString()) is { } single ? [single.Address] : null;
        if (to is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > MaxRecipients)
            return null;
        var all = list.EnumerateArray()
            .Select(item => item.ValueKind == JsonValueKind.String ? Mailbox(item.GetString())?.Address : null)
            .ToList();
        return all.Contains(null) ? null : [.. all.OfType<string>()];
    }

    /// <summary>Addresses of other people need not be valid: any single line with an at sign is accepted.</summary>
    private static (string Address, string? Name)? Mailbox(string? text)
    {
        if (text is null || text.Length > MaxAddress + MaxName || !MailAddressRules.IsLine(text))
            return null;
        var (open, close) = (text.LastIndexOf('<'), text.TrimEnd().EndsWith('>') ? text.LastIndexOf('>') : -1);
        var isNamed = open >= 0 && close > open;
        var address = (isNamed ? text[(open + 1)..close] : text).Trim();
        var name = isNamed ? text[..open].Trim().Trim('"') : "";
        return IsTakenAddress(address)
            ? (address, name.Length == 0 ? null : name[..Math.Min(name.Length, MaxName)])
            : null;
    }

    private static bool IsTakenAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0
            && at < address.Length - 1
            && address.Length <= MaxAddress
            && address.IndexOfAny([' ', '<', '>', ',', ';']) < 0;
    }

    private static Problem? FaultOf(InboundAttachment? file, int index)
    {
        var field = $"attachments[{index}]";
        if (file is null)
            return Problem.Invalid(field, $"'{field}' must be an object.");
        if (file.Content is { } content && !Base64.IsValid(content))
            return Problem.Invalid($"{field}.content", $"'{field}.content' must be base64.");
        if (file.Size < 0)
            return Problem.Invalid($"{field}.size", $"'{field}.size' must not be negative.");
        if (
            file.Url is { } url
            && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http")
        )
            return Problem.Invalid($"{field}.url", $"'{field}.url' must be an http or https address.");
        return null;
    }

    private static InboundAttachment Measured(InboundAttachment file) =>
        file.Content is { } content && Base64.IsValid(content, out var bytes) ? file with { Size = bytes } : file;

    // Some mail programs write unusual ids; a mail must not be lost because of its id.
    private static bool IsId(string id) => id.Length is > 0 and <= MaxId && MailAddressRules.IsLine(id);

    private static string? Bracketed(string? id) =>
        id is null || id.StartsWith('<') || id.Contains(' ') ? id : $"<{id}>";
}

/// <summary>A valid mail.</summary>
internal sealed record ReadMail(MailContent Content, string? SenderName)
{
    /// <summary>What stands beside the content.</summary>
    public MessageDetails Details { get; init; } = MessageDetails.None;
}
