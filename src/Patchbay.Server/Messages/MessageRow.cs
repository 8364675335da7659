using Patchbay.Server.Connections;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Messages;

/// <summary>One message, in or out.</summary>
public sealed class MessageRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The name of its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Of Instagram and Messenger: the connection it belongs to. WhatsApp's belong to a number, which outlives its connections.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Of e-mail: the account it belongs to.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Of WhatsApp only, as is the account.</summary>
    public Guid? PhoneId { get; init; }

    public Guid? WabaId { get; init; }
    public required string Direction { get; init; }
    public required string Type { get; init; }

    /// <summary>
    /// JSON. Of WhatsApp: the object that Meta names like the type, such as <c>{"body":"…"}</c> of a text. Of Instagram and
    /// Messenger: Meta's <c>message</c>, such as <c>{"text":"…"}</c>. Of e-mail: <c>{"from","to","subject","text",…}</c>.
    /// </summary>
    public required string Content { get; init; }

    /// <summary>Meta's id, which Instagram and Messenger call a mid; null until Meta accepted the message. Of e-mail: the message id.</summary>
    public string? Wamid { get; init; }

    /// <summary>E.164 with a plus; null for a contact known only by a business-scoped id.</summary>
    public string? ContactPhone { get; init; }

    public string? ContactName { get; init; }

    /// <summary>Meta's id of the person: of WhatsApp its <c>wa_id</c>, of e-mail the address, elsewhere an id that only this account knows them by.</summary>
    public string? ContactId { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public string? Username { get; init; }
    public required string Status { get; init; }

    /// <summary>JSON of <see cref="MessageError"/>.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

public static class MessageDirection
{
    public const string Inbound = "inbound",
        Outbound = "outbound";
}
