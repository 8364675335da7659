using System.Globalization;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A chunk of the history.</summary>
/// <param name="Phase">0, 1 or 2; null when Meta names none.</param>
/// <param name="Order">Its place in the phase, from 1.</param>
/// <param name="Progress">From 0 to 100.</param>
/// <param name="Error">Meta's code in place of messages.</param>
internal sealed record HistoryChunk(long? Phase, long? Order, long? Progress, string? Error);

/// <summary>How a synchronization goes on: functions of values.</summary>
internal static class AppSyncRules
{
    /// <summary>The name of the check in a number's health.</summary>
    public const string CheckName = "business_app_sync";

    public const int AlreadyRequested = 2593107,
        TooLate = 2593108,
        Declined = 2593109;

    /// <summary>No answer to a call takes longer, so a server that has not stored one by then has died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>How long Meta accepts requests after the onboarding.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    private const string SyncMissed = "sync_missed",
        SyncRefused = "sync_refused",
        SyncDeadlineNear = "sync_deadline_near";

    private const int MostFailuresBeforeHistory = 5,
        Complete = 100;

    private static readonly TimeSpan Warning = TimeSpan.FromHours(4),
        FirstWait = TimeSpan.FromMinutes(1),
        Quiet = TimeSpan.FromHours(1);

    public static DateTimeOffset DeadlineOf(AppSyncRow row) => row.OnboardedAt + Window;

    public static AppSyncRow New(PhoneRow phone, DateTimeOffset now) =>
        new()
        {
            PhoneId = phone.Id,
            OrganizationId = phone.OrganizationId,
            Environment = phone.Environment,
            OnboardedAt = phone.OnboardedAt ?? phone.CreatedAt,
            ContactsState = AppSyncState.Pending,
            HistoryState = AppSyncState.Pending,
            DueAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>
    /// The request to make next. Contacts come first, but contacts that keep failing do not hold up the history.
    /// </summary>
    public static AppSyncKind? Next(AppSyncRow row)
    {
        if (row.ContactsState == AppSyncState.Requesting)
            return null;
        var isHistoryPending = row.HistoryState == AppSyncState.Pending;
        if (row.ContactsState != AppSyncState.Pending)
            return isHistoryPending ? AppSyncKind.History : null;
        return isHistoryPending && row.ContactsFailures >= row.HistoryFailures + MostFailuresBeforeHistory
            ? AppSyncKind.History
            : AppSyncKind.Contacts;
    }

    public static AppSyncRow Begun(AppSyncRow row, AppSyncKind kind, DateTimeOffset now) =>
        row.With(kind, row.Of(kind) with { State = AppSyncState.Requesting, RequestedAt = now, Error = null }) with
        {
            DueAt = now + Lease,
        };

    /// <summary>Meta accepted the request, or answered that it accepts none.</summary>
    public static AppSyncRow Settled(
        AppSyncRow row,
        AppSyncKind kind,
        string state,
        string? error,
        DateTimeOffset now
    ) => Planned(row.With(kind, row.Of(kind) with { State = state, Error = error }), now);

    /// <summary>The request did not reach Meta, or Meta refused it for now: it is made again.</summary>
    public static AppSyncRow Postponed(AppSyncRow row, AppSyncKind kind, string error, DateTimeOffset now)
    {
        var call = row.Of(kind);
        var failed = new AppSyncCall(AppSyncState.Pending, RequestedAt: null, call.Failures + 1, error);
        return Planned(row.With(kind, failed), now);
    }

    /// <summary>
    /// What time alone changes: lost answers, the warning, the end of the 24 hours, the end of the history.
    /// </summary>
    public static AppSyncRow Aged(AppSyncRow row, DateTimeOffset now)
    {
        row = Aged(row, AppSyncKind.Contacts, now);
        row = Aged(row, AppSyncKind.History, now);
        if (row.WarnedAt is null && IsOpen(row) && now >= DeadlineOf(row) - Warning)
            row = row with { WarnedAt = now };
        if (row is { FinishedAt: null, Progress: >= Complete, LastChunkAt: { } last } && now >= last + Quiet)
            row = row with { FinishedAt = now };
        return Planned(row, now);
    }

    /// <summary>
    /// A chunk arrived. The history is finished when Meta says so and no chunk is missing before the last ones.
    /// </summary>
    public static AppSyncRow Took(AppSyncRow row, HistoryChunk chunk, bool hasGaps, DateTimeOffset at)
    {
        var isDeclined = row.IsDeclined || chunk.Error == Text(Declined);
        var progress = Math.Clamp(Math.Max(row.Progress, chunk.Progress ?? 0), 0, Complete);
        var isFinished = isDeclined || (progress == Complete && !hasGaps);
        row = row.With(AppSyncKind.History, AnsweredBy(chunk, row.History, at)) with
        {
            Phase = row.Phase is { } phase ? Math.Max(phase, chunk.Phase ?? phase) : chunk.Phase,
            Progress = progress,
            IsDeclined = isDeclined,
            LastChunkAt = at,
            FinishedAt = row.FinishedAt ?? (isFinished ? at : null),
        };
        return Planned(row, at);
    }

    // A chunk shows that Meta has accepted the request.
    private static AppSyncCall AnsweredBy(HistoryChunk chunk, AppSyncCall history, DateTimeOffset at)
    {
        if (history.State is AppSyncState.Pending or AppSyncState.Requesting or AppSyncState.Unknown)
            history = history with
            {
                State = AppSyncState.Requested,
                RequestedAt = history.RequestedAt ?? at,
                Error = null,
            };
        return chunk.Error is { } error ? history with { Error = error } : history;
    }

    /// <summary>Whether Meta has said that the history is complete, with this chunk or an earlier one.</summary>
    public static bool IsLast(AppSyncRow row, HistoryChunk chunk) =>
        Math.Max(row.Progress, chunk.Progress ?? 0) >= Complete;

    /// <summary>
    /// How many chunks are missing before the last that arrived, whether Meta counts them in each phase or in all.
    /// </summary>
    public static int MissingOf(IReadOnlyCollection<(long Phase, long Order)> chunks)
    {
        var orders = chunks.Select(chunk => chunk.Order).ToHashSet();
        var isCountedInAll = orders.Count == chunks.Count && MissingOf(orders) == 0;
        return isCountedInAll
            ? 0
            : (int)chunks.GroupBy(chunk => chunk.Phase, chunk => chunk.Order).Sum(phase => MissingOf([.. phase]));
    }

    /// <summary>Why the synchronization needs attention; null when it goes well.</summary>
    public static string? FaultOf(AppSyncRow row)
    {
        string[] states = [row.ContactsState, row.HistoryState];
        return states.Contains(AppSyncState.Missed) ? SyncMissed
            : states.Contains(AppSyncState.Refused) ? SyncRefused
            : row.WarnedAt is not null && IsOpen(row) ? SyncDeadlineNear
            : null;
    }

    /// <summary>What can be done about the fault.</summary>
    public static string NextActionOf(AppSyncRow row)
    {
        if (FaultOf(row) != SyncDeadlineNear)
            return NextActions.Reconnect;
        return row.ContactsError == WebhookFieldCheck.Missing || row.HistoryError == WebhookFieldCheck.Missing
            ? NextActions.SubscribeWebhookFields
            : NextActions.Wait;
    }

    /// <summary>A sentence for a fault; null for another reason.</summary>
    public static string? FaultSentenceOf(string reason) =>
        reason switch
        {
            SyncMissed => "The 24 hours for the contacts and history of the business app ended without a request.",
            SyncRefused => "Meta refused to share the contacts or history of the business app.",
            SyncDeadlineNear => "The 24 hours for the contacts and history of the business app end soon.",
            _ => null,
        };

    /// <summary>A sentence for an error of a request.</summary>
    public static string SentenceOf(string error) =>
        error switch
        {
            "2593107" => "Meta says that this was requested before. Meta accepts each request once per onboarding.",
            "2593108" => "Meta accepts the request only within 24 hours of onboarding. To get the data, disconnect the "
                + "number in the WhatsApp Business app and connect it again.",
            "2593109" => "The business does not share its earlier chats.",
            "connection_not_usable" => "The number's connection cannot be used; see its health.",
            "missing_webhook_fields" => "The app's webhooks lack the field of this data, so it would be lost.",
            "no_answer" => "The answer to the request was lost. It is not made again, because Meta accepts it once.",
            "not_reached" => "Meta could not be reached; the request is made again.",
            _ => "Meta refused the request for now; it is made again.",
        };

    public static string Text(long code) => code.ToString(CultureInfo.InvariantCulture);

    private static AppSyncRow Aged(AppSyncRow row, AppSyncKind kind, DateTimeOffset now)
    {
        var call = row.Of(kind);
        if (call.State == AppSyncState.Requesting && now >= call.RequestedAt + Lease)
            return row.With(kind, call with { State = AppSyncState.Unknown, Error = "no_answer" });
        return call.State == AppSyncState.Pending && now >= DeadlineOf(row)
            ? row.With(kind, call with { State = AppSyncState.Missed, Error = call.Error ?? Text(TooLate) })
            : row;
    }

    private static long MissingOf(HashSet<long> orders)
    {
        if (orders.Count == 0)
            return 0;
        var count = orders.Contains(0) ? orders.Max() + 1 : orders.Max();
        return Math.Max(0, count - orders.Count);
    }

    /// <summary>Whether a request has still to be made, or a lost answer has not been cleared up.</summary>
    private static bool IsOpen(AppSyncRow row) =>
        row.ContactsState is AppSyncState.Pending || row.HistoryState is AppSyncState.Pending or AppSyncState.Unknown;

    private static AppSyncRow Planned(AppSyncRow row, DateTimeOffset now)
    {
        DateTimeOffset?[] times =
        [
            Next(row) is { } next ? now + WaitAfter(row.Of(next).Failures) : null,
            row.Contacts is { State: AppSyncState.Requesting, RequestedAt: { } contacts } ? contacts + Lease : null,
            row.History is { State: AppSyncState.Requesting, RequestedAt: { } history } ? history + Lease : null,
            row.WarnedAt is null && IsOpen(row) ? DeadlineOf(row) - Warning : null,
            row is { FinishedAt: null, Progress: >= Complete, LastChunkAt: { } last } ? last + Quiet : null,
        ];
        return row with { DueAt = times.Min() };
    }

    private static TimeSpan WaitAfter(long failures)
    {
        if (failures == 0)
            return TimeSpan.Zero;
        var wait = FirstWait * Math.Pow(2, Math.Min(failures - 1, 10));
        return wait < LongestWait ? wait : LongestWait;
    }
}
