using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Channels.Email;

/// <summary>A mail as the account's relay posts it.</summary>
public sealed record InboundMail
{
    /// <summary>An address, or <c>Name &lt;address&gt;</c>.</summary>
    public string? From { get; init; }

    /// <summary>One address or a list of them.</summary>
    public JsonElement? To { get; init; }

    public string? Subject { get; init; }
    public string? Text { get; init; }
    public string? Html { get; init; }
    public string? MessageId { get; init; }
    public string? InReplyTo { get; init; }
    public string? SenderName { get; init; }
    public IReadOnlyList<InboundAttachment>? Attachments { get; init; }

    /// <summary>Every other member: it goes on as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>A file of a mail: its bytes in <c>content</c> (base64), or an address to get them from.</summary>
public sealed record InboundAttachment(
    string? Filename,
    string? ContentType,
    long? Size,
    string? ContentId,
    string? Content,
    string? Url
);
