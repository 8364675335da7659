using Patchbay.Graph;
using Patchbay.Graph.Coexistence;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>
/// Requests contacts and history of the WhatsApp Business app from Meta. Meta accepts each request once, so the row
/// notes a request before the call, and a noted request is never made again unless Meta certainly did not take it.
/// </summary>
internal sealed class AppSyncRequests(
    AppSyncStore store,
    AppSyncs syncs,
    PhoneStore phones,
    ConnectionStore connections,
    ConnectionSessions sessions,
    AppSubscriptions subscriptions,
    AppSyncAlarms alarms,
    TimeProvider clock
)
{
    private const int AtOnce = 20;

    private static readonly MetaSubscription ContactField = FieldOf("smb_app_state_sync"),
        HistoryField = FieldOf("history");

    /// <summary>Begins missing synchronizations, and works on those that are due.</summary>
    /// <returns>The number of rows that were worked on.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        foreach (var phone in await store.WithoutSyncAsync(AtOnce, cancellation))
            await syncs.BeginAsync(phone, cancellation);
        var due = await store.ClaimAsync(AtOnce, AppSyncRules.Lease, cancellation);
        foreach (var row in due)
        {
            if (await phones.FindAsync(row.Tenant, row.PhoneId, cancellation) is { } phone)
                await RunAsync(phone, row, cancellation);
            else
                await store.PutOffAsync(row, cancellation);
        }
        return due.Count;
    }

    private async Task RunAsync(PhoneRow phone, AppSyncRow claimed, CancellationToken cancellation)
    {
        var row = await syncs.ChangeAsync(phone, Aged, cancellation);
        if (row is null)
            return;
        alarms.Raise(claimed, row);
        if (AppSyncRules.Next(row) is not { } kind)
            return;
        var (session, obstacle) = await OpenAsync(phone, kind, cancellation);
        if (session is null)
            await PostponeAsync(phone, kind, obstacle, cancellation);
        else if (await TryBeginAsync(phone, kind, cancellation))
            await CallAsync(session.Meta, phone, kind);
    }

    // A row with a request to make stays claimed until the request is settled.
    private AppSyncRow Aged(AppSyncRow row)
    {
        var now = clock.GetUtcNow();
        var aged = AppSyncRules.Aged(row, now);
        return AppSyncRules.Next(aged) is null ? aged : aged with { DueAt = now + AppSyncRules.Lease };
    }

    /// <summary>The session for the call, or what stands against the call now.</summary>
    private async Task<(ConnectionSession? Session, string Obstacle)> OpenAsync(
        PhoneRow phone,
        AppSyncKind kind,
        CancellationToken cancellation
    )
    {
        var connection = await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation);
        var session = connection is null ? null : await sessions.FindUsableAsync(connection, cancellation);
        if (session is null)
            return (null, "connection_not_usable");
        var needed = kind == AppSyncKind.Contacts ? ContactField : HistoryField;
        var missing = await subscriptions.MissingAsync(session.App, needed, cancellation);
        return missing is { Names.Count: > 0 } ? (null, WebhookFieldCheck.Missing) : (session, "");
    }

    private async Task PostponeAsync(PhoneRow phone, AppSyncKind kind, string error, CancellationToken cancellation) =>
        await syncs.ChangeAsync(
            phone,
            row =>
                row.Of(kind).State is AppSyncState.Pending or AppSyncState.Requesting
                    ? AppSyncRules.Postponed(row, kind, error, clock.GetUtcNow())
                    : null,
            cancellation
        );

    /// <summary>Notes the request. False when it is noted already.</summary>
    private async Task<bool> TryBeginAsync(PhoneRow phone, AppSyncKind kind, CancellationToken cancellation) =>
        await syncs.ChangeAsync(
            phone,
            row => row.Of(kind).State == AppSyncState.Pending ? AppSyncRules.Begun(row, kind, clock.GetUtcNow()) : null,
            cancellation
        )
            is not null;

    private async Task CallAsync(GraphSession meta, PhoneRow phone, AppSyncKind kind)
    {
        var type = kind == AppSyncKind.Contacts ? AppDataKind.SmbAppStateSync : AppDataKind.History;
        try
        {
            await meta.Coexistence.SyncAsync(
                phone.MetaPhoneNumberId,
                new SyncAppData { SyncType = type },
                CancellationToken.None
            );
            await SettleAsync(phone, kind, AppSyncState.Requested, error: null);
        }
        catch (GraphException failure)
        {
            await FailAsync(phone, kind, failure);
        }
    }

    // Only a call that Meta certainly did not take may be made again.
    private Task FailAsync(PhoneRow phone, AppSyncKind kind, GraphException failure)
    {
        if (failure.OutcomeUnknown)
        {
            alarms.Unanswered(phone, kind, failure);
            return SettleAsync(phone, kind, AppSyncState.Unknown, "no_answer");
        }
        if (failure is not GraphApiException { Code: var code })
            return PostponeAsync(phone, kind, "not_reached", CancellationToken.None);
        alarms.Refused(phone, kind, code);
        return code is AppSyncRules.AlreadyRequested or AppSyncRules.TooLate or AppSyncRules.Declined
            ? SettleAsync(phone, kind, AppSyncState.Refused, AppSyncRules.Text(code))
            : PostponeAsync(phone, kind, AppSyncRules.Text(code), CancellationToken.None);
    }

    private async Task SettleAsync(PhoneRow phone, AppSyncKind kind, string state, string? error) =>
        await syncs.ChangeAsync(
            phone,
            row => AppSyncRules.Settled(row, kind, state, error, clock.GetUtcNow()),
            CancellationToken.None
        );

    private static MetaSubscription FieldOf(string field) =>
        new()
        {
            Object = MetaSubscription.WhatsApp.Object,
            Basics = [field],
            More = [],
        };
}
