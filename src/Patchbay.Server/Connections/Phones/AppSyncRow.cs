using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// The synchronization of a number that is also used in the WhatsApp Business app: the two requests to Meta, and what
/// arrived.
/// </summary>
public sealed record AppSyncRow
{
    public required Guid PhoneId { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>When Meta onboarded the number; each onboarding allows each request once.</summary>
    public required DateTimeOffset OnboardedAt { get; init; }

    /// <summary>One of <see cref="AppSyncState"/>.</summary>
    public required string ContactsState { get; init; }
    public DateTimeOffset? ContactsRequestedAt { get; init; }
    public long ContactsFailures { get; init; }
    public string? ContactsError { get; init; }

    /// <summary>One of <see cref="AppSyncState"/>.</summary>
    public required string HistoryState { get; init; }
    public DateTimeOffset? HistoryRequestedAt { get; init; }
    public long HistoryFailures { get; init; }
    public string? HistoryError { get; init; }

    /// <summary>When the row has to be looked at again; null when nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the approaching end of the 24 hours was reported.</summary>
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>The highest phase that arrived: 0 is the last day, 1 the last 90 days, 2 the last 180 days.</summary>
    public long? Phase { get; init; }

    /// <summary>Meta's figure from 0 to 100.</summary>
    public long Progress { get; init; }

    /// <summary>True when the business does not share its earlier chats.</summary>
    public bool IsDeclined { get; init; }
    public DateTimeOffset? LastChunkAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);

    internal AppSyncCall Contacts => new(ContactsState, ContactsRequestedAt, ContactsFailures, ContactsError);

    internal AppSyncCall History => new(HistoryState, HistoryRequestedAt, HistoryFailures, HistoryError);

    internal AppSyncCall Of(AppSyncKind kind) => kind == AppSyncKind.Contacts ? Contacts : History;

    internal AppSyncRow With(AppSyncKind kind, AppSyncCall call) =>
        kind == AppSyncKind.Contacts
            ? this with
            {
                ContactsState = call.State,
                ContactsRequestedAt = call.RequestedAt,
                ContactsFailures = call.Failures,
                ContactsError = call.Error,
            }
            : this with
            {
                HistoryState = call.State,
                HistoryRequestedAt = call.RequestedAt,
                HistoryFailures = call.Failures,
                HistoryError = call.Error,
            };
}

/// <summary>What is requested of the WhatsApp Business app.</summary>
internal enum AppSyncKind
{
    Contacts,
    History,
}

/// <summary>One of the two requests.</summary>
/// <param name="State">One of <see cref="AppSyncState"/>.</param>
/// <param name="RequestedAt">When the call to Meta began.</param>
/// <param name="Failures">How often the request could not be made.</param>
/// <param name="Error">The code of what is wrong: ours, or Meta's number.</param>
internal sealed record AppSyncCall(string State, DateTimeOffset? RequestedAt, long Failures, string? Error);

/// <summary>The states of a request.</summary>
public static class AppSyncState
{
    /// <summary>Not made yet.</summary>
    public const string Pending = "pending";

    /// <summary>The call has begun. It is never made again, because Meta may have accepted it.</summary>
    public const string Requesting = "requesting";

    /// <summary>Meta accepted the request.</summary>
    public const string Requested = "requested";

    /// <summary>The answer to the call was lost. Only what arrives can show whether Meta accepted it.</summary>
    public const string Unknown = "unknown";

    /// <summary>Meta refused the request for good.</summary>
    public const string Refused = "refused";

    /// <summary>The 24 hours ended before the request could be made.</summary>
    public const string Missed = "missed";
}
