using Patchbay.Server.Connections;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Messages;

/// <summary>A received or sent message.</summary>
public sealed record MessageRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The name of its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>
    /// The connection of an Instagram or Messenger message. A WhatsApp message has none: its number outlives its
    /// connections.
    /// </summary>
    public string? ConnectionId { get; init; }

    /// <summary>The account of an e-mail; null on the other channels.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The number of a WhatsApp message; null on the other channels.</summary>
    public Guid? PhoneId { get; init; }

    /// <summary>The WABA of a WhatsApp message; null on the other channels.</summary>
    public Guid? WabaId { get; init; }
    public required string Direction { get; init; }
    public required string Type { get; init; }

    /// <summary>
    /// JSON. A WhatsApp message has the object that Meta names like the type, such as <c>{"body":"…"}</c> for a text.
    /// Instagram and Messenger have Meta's <c>message</c>, such as <c>{"text":"…"}</c>. An e-mail has
    /// <c>{"from","to","subject","text",…}</c>.
    /// </summary>
    public required string Content { get; init; }

    /// <summary>
    /// WhatsApp's wamid, or the mid of Instagram and Messenger, both null until Meta accepted the message; or an
    /// e-mail's Message-ID.
    /// </summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>E.164 with a plus; null for a contact known only by a business-scoped id.</summary>
    public string? ContactPhone { get; init; }

    public string? ContactName { get; init; }

    /// <summary>
    /// WhatsApp's <c>wa_id</c>, an e-mail address, or, for Instagram and Messenger, an id that is valid for this
    /// account only.
    /// </summary>
    public string? ContactId { get; init; }

    public string? BusinessScopedUserId { get; init; }
    public string? Username { get; init; }
    public required string Status { get; init; }

    /// <summary>One of <see cref="MessageSource"/>; null for a received message and when it is not known.</summary>
    public string? Source { get; init; }

    /// <summary>JSON of <see cref="MessageError"/>.</summary>
    public string? Error { get; init; }

    /// <summary>JSON of <see cref="MessageDetails"/>; null when nothing stands beside the content.</summary>
    public string? Details { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

/// <summary>Where the business wrote a message.</summary>
public static class MessageSource
{
    /// <summary>With this server's API.</summary>
    public const string Api = "api";

    /// <summary>In the WhatsApp Business app, on a phone or a linked device.</summary>
    public const string BusinessApp = "business_app";
}

public static class MessageDirection
{
    public const string Inbound = "inbound",
        Outbound = "outbound";
}
