using System.Text.Json;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>A contact of the WhatsApp Business app.</summary>
public record AppContactAnswer
{
    public required Guid Id { get; init; }

    /// <summary>The business number whose app has the contact.</summary>
    public required Guid PhoneNumberId { get; init; }

    /// <summary>E.164 with a plus; null for a contact known only by a user id.</summary>
    public string? ContactPhone { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public string? FullName { get; init; }
    public string? FirstName { get; init; }
    public string? Username { get; init; }

    /// <summary>Meta's other members, as Meta wrote them.</summary>
    public JsonElement? Extra { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static AppContactAnswer Of(AppContactRow row) =>
        new()
        {
            Id = row.Id,
            PhoneNumberId = row.PhoneId,
            ContactPhone = row.ContactPhone,
            BusinessScopedUserId = row.UserId,
            FullName = row.FullName,
            FirstName = row.FirstName,
            Username = row.Username,
            Extra = JsonLists.Raw(row.Extra),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
}

/// <summary>Data of <c>contact.updated</c> for a contact of the business app.</summary>
public sealed record AppContactEvent : AppContactAnswer
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public AppContactEvent(AppContactAnswer contact, string action, Guid wabaId, DateTimeOffset timestamp)
        : base(contact)
    {
        Action = action;
        WabaId = wabaId;
        Timestamp = timestamp;
    }

    /// <summary><c>add</c>, <c>edit</c> or <c>remove</c>.</summary>
    public string Action { get; }

    /// <summary>Always <c>business_app</c>.</summary>
    public string Source { get; } = Messages.MessageSource.BusinessApp;

    /// <summary>Our id of the WhatsApp account.</summary>
    public Guid WabaId { get; }

    /// <summary>When the contact was changed in the app.</summary>
    public DateTimeOffset Timestamp { get; }
}
