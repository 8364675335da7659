using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Channels.Email;

/// <summary>The result of a check of an account's log-ins.</summary>
public sealed record MailCheckAnswer
{
    public required Guid AccountId { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>True when all configured log-ins work.</summary>
    public required bool Healthy { get; init; }

    public required MailPart Smtp { get; init; }

    /// <summary>Null when the account has no IMAP server.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required MailPart? Imap { get; init; }
}

/// <summary>The result of one log-in: whether it works, and if not, why.</summary>
public sealed record MailPart(bool Ok, MailPartError? Error)
{
    internal static MailPart Of(MailFault? fault) =>
        fault is null ? new(true, null) : new(false, new MailPartError(fault.Code, fault.Message, fault.ReplyCode));
}

/// <summary>A message of Patchbay's own. It contains nothing from the server except SMTP's three digits.</summary>
public sealed record MailPartError(string Code, string Message, int? ReplyCode);

/// <summary>The <c>context</c> of a mail: the Message-ID that it answers.</summary>
public sealed record MailContext(string InReplyTo)
{
    internal static MessageDetails DetailsOf(string answered) =>
        new() { Context = JsonSerializer.SerializeToElement(new MailContext(answered), MailJson.Default.MailContext) };
}

/// <summary>A mail as the history and events show it.</summary>
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

    /// <summary>The attached files without their bytes, which the history does not store.</summary>
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
