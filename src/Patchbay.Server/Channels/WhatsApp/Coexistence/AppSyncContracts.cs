using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>How far contacts and history of the WhatsApp Business app are synchronized.</summary>
public record AppSyncAnswer
{
    public required Guid PhoneNumberId { get; init; }

    /// <summary>When Meta onboarded the number.</summary>
    public required DateTimeOffset OnboardedAt { get; init; }

    /// <summary>Until when Meta accepts requests.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }
    public required AppSyncRequest Contacts { get; init; }
    public required AppSyncRequest History { get; init; }

    /// <summary>
    /// The highest phase that arrived: 0 is the last day, 1 the last 90 days, 2 the last 180 days; null before the
    /// first chunk.
    /// </summary>
    public long? Phase { get; init; }

    /// <summary>Meta's figure from 0 to 100.</summary>
    public required long Progress { get; init; }

    /// <summary>True when the business does not share its earlier chats.</summary>
    public required bool Declined { get; init; }

    /// <summary>True when no more chunks are expected.</summary>
    public required bool Finished { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public DateTimeOffset? LastChunkAt { get; init; }

    /// <summary>What needs attention; null when the synchronization goes well.</summary>
    public string? Error { get; init; }
}

/// <summary>The answer of the route, with the figures that change with every chunk.</summary>
public sealed record AppSyncDetails : AppSyncAnswer
{
    public AppSyncDetails() { }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public AppSyncDetails(AppSyncAnswer answer)
        : base(answer) { }

    /// <summary>How many chunks of the history have arrived.</summary>
    public int Chunks { get; init; }

    /// <summary>How many chunks before the last ones have not arrived yet.</summary>
    public int MissingChunks { get; init; }
}

/// <summary>One of the two requests.</summary>
/// <param name="Status">
/// <c>pending</c>, <c>requested</c>, <c>unknown</c>, <c>refused</c> or <c>missed</c>.
/// </param>
/// <param name="RequestedAt">When Meta was asked.</param>
/// <param name="Error">What is wrong, if anything.</param>
public sealed record AppSyncRequest(string Status, DateTimeOffset? RequestedAt, AppSyncError? Error);

/// <param name="Code">Our code, or Meta's number.</param>
/// <param name="Message">What it means.</param>
public sealed record AppSyncError(string Code, string Message);

/// <summary>Data of <c>phone_number.sync_updated</c>.</summary>
public sealed record AppSyncEvent : AppSyncAnswer
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public AppSyncEvent(AppSyncAnswer answer, PhoneRow phone)
        : base(answer)
    {
        PhoneNumber = phone.PhoneNumber;
        WabaId = phone.WabaId;
        ExternalId = phone.ExternalId;
        Metadata = JsonLists.Raw(phone.Metadata);
    }

    public string PhoneNumber { get; }
    public Guid WabaId { get; }
    public string? ExternalId { get; }
    public JsonElement? Metadata { get; }
}

/// <summary>Turns rows into answers.</summary>
internal static class AppSyncAnswers
{
    public static AppSyncAnswer Of(AppSyncRow row) =>
        new()
        {
            PhoneNumberId = row.PhoneId,
            OnboardedAt = row.OnboardedAt,
            DeadlineAt = AppSyncRules.DeadlineOf(row),
            Contacts = Of(row.Contacts),
            History = Of(row.History),
            Phase = row.Phase,
            Progress = row.Progress,
            Declined = row.IsDeclined,
            Finished = row.FinishedAt is not null,
            FinishedAt = row.FinishedAt,
            LastChunkAt = row.LastChunkAt,
            Error = AppSyncRules.FaultOf(row),
        };

    /// <summary>The part of an answer whose changes are published.</summary>
    public static AppSyncAnswer News(AppSyncRow row) =>
        Of(row) with
        {
            LastChunkAt = null,
            Contacts = Of(row.Contacts) with { RequestedAt = null },
            History = Of(row.History) with { RequestedAt = null },
        };

    private static AppSyncRequest Of(AppSyncCall call) =>
        new(
            call.State == AppSyncState.Requesting ? AppSyncState.Pending : call.State,
            call.RequestedAt,
            call.Error is { } error ? new(error, AppSyncRules.SentenceOf(error)) : null
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(DataAnswer<AppSyncDetails>))]
[JsonSerializable(typeof(AppSyncEvent))]
[JsonSerializable(typeof(ListAnswer<AppContactAnswer>))]
[JsonSerializable(typeof(AppContactEvent))]
[JsonSerializable(typeof(OffboardedEvent))]
internal sealed partial class CoexistenceEventJson : JsonSerializerContext;
