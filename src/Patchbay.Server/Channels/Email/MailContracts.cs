using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Channels.Email;

/// <summary>The result of a check of an account's log-ins.</summary>
public sealed record MailCheckAnswer
{
    public required Guid AccountId { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>Every part that is configured works.</summary>
    public required bool Healthy { get; init; }

    public required MailPart Smtp { get; init; }

    /// <summary>Null when the account has no IMAP server.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required MailPart? Imap { get; init; }
}

/// <summary>One log-in: that it works, or why not.</summary>
public sealed record MailPart(bool Ok, MailPartError? Error)
{
    internal static MailPart Of(MailFault? fault) =>
        fault is null ? new(true, null) : new(false, new MailPartError(fault.Code, fault.Message, fault.ReplyCode));
}

/// <summary>Our own sentences; of the server's answer only SMTP's three digits.</summary>
public sealed record MailPartError(string Code, string Message, int? ReplyCode);

/// <summary>The <c>context</c> of a mail: the Message-ID that it answers.</summary>
public sealed record MailContext(string InReplyTo)
{
    internal static MessageDetails DetailsOf(string answered) =>
        new() { Context = JsonSerializer.SerializeToElement(new MailContext(answered), MailJson.Default.MailContext) };
}

/// <summary>A mail as history and events show it.</summary>
public sealed record MailContent
{
    public required string From { get; init; }
    public required IReadOnlyList<string> To { get; init; }
    public string? Subject { get; init; }
    public string? Text { get; init; }
    public string? Html { get; init; }
    public string? MessageId { get; init; }
    public string? InReplyTo { get; init; }
    public IReadOnlyList<InboundAttachment>? Attachments { get; init; }

    /// <summary>Without the files' bytes, which history does not keep.</summary>
    public MailContent WithoutBytes() =>
        this with
        {
            Attachments = Attachments?.Select(file => file with { Content = null }).ToList(),
        };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(InboundMail))]
[JsonSerializable(typeof(MailContent))]
[JsonSerializable(typeof(MailContext))]
[JsonSerializable(typeof(MailCheckAnswer))]
internal sealed partial class MailJson : JsonSerializerContext;
