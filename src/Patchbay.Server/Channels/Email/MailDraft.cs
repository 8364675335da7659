using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Email;

/// <summary>A mail to send.</summary>
internal sealed record MailDraft(string To, string Subject, string Text, string? Html, string? InReplyTo);

/// <summary>
/// Reads the body of a request to send a mail. Returns the mail, or the first fault with the name of its member.
/// </summary>
internal static class MailDraftRules
{
    /// <summary>The most characters of a body. Text and HTML together must fit into a request of 256 KiB.</summary>
    public const int MaxSubject = 500,
        MaxBody = 100_000;

    private static readonly string[] Members = ["type", "to", "subject", "text", "html", "in_reply_to"];

    public static Outcome<MailDraft> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new Problem(400, Codes.InvalidJson, "The body must be a JSON object.");
        foreach (var member in body.EnumerateObject())
        {
            // Unknown members are refused, because a misspelt member would otherwise have no effect.
            if (!Members.Contains(member.Name))
                return Problem.Invalid("body", $"A mail may only have these members: {string.Join(", ", Members)}.");
            if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return Problem.Invalid(member.Name, $"'{member.Name}' must be a string.");
        }
        var draft = new MailDraft(
            body.Text("to") ?? "",
            body.Text("subject") ?? "",
            body.Text("text") ?? "",
            body.Text("html"),
            body.Text("in_reply_to")
        );
        return FaultOf(draft, body.Text("type")) is { } fault ? fault : draft;
    }

    private static Problem? FaultOf(MailDraft draft, string? type)
    {
        if (type is not (null or "text"))
            return Problem.Invalid("type", "'type' must be 'text' for an e-mail account.");
        if (!MailAddressRules.IsAddress(draft.To))
            return Problem.Invalid("to", "'to' must be one e-mail address, without a name, in ASCII.");
        if (draft.Subject.Length is 0 or > MaxSubject || !MailAddressRules.IsLine(draft.Subject))
        {
            return Problem.Invalid("subject", $"'subject' must have 1 to {MaxSubject} characters and no line break.");
        }
        if (draft.Text.Length is 0 or > MaxBody)
            return Problem.Invalid("text", $"'text' must have 1 to {MaxBody} characters.");
        if (draft.Html is { Length: 0 or > MaxBody })
            return Problem.Invalid("html", $"'html' must have 1 to {MaxBody} characters.");
        return draft.InReplyTo is null || MailAddressRules.IsMessageId(draft.InReplyTo)
            ? null
            : Problem.Invalid("in_reply_to", "'in_reply_to' must be a message id, such as <abc@example.com>.");
    }
}
