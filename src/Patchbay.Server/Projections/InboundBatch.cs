using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Projections;

/// <summary>
/// Processes inbound events in transactions. A transaction either processes or quarantines each of its events, or
/// changes nothing.
/// </summary>
internal sealed class InboundBatch(
    Database database,
    InboundStore store,
    QuarantineStore quarantine,
    TenantRouter router,
    Projection projection,
    Instruments instruments
)
{
    /// <summary>Processes due events and returns their number.</summary>
    /// <param name="limit">The most events of one transaction.</param>
    /// <param name="begin">Called with each event, before any event is processed.</param>
    /// <param name="cancellation">Ends the run before the commit.</param>
    public Task<int> RunAsync(int limit, Action<InboundEventRow> begin, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var due = await store.DueAsync(session, limit);
                if (due.Count == 0)
                    return 0;
                foreach (var row in due)
                    begin(row);
                await WorkAsync(session, due);
                await store.DoneAsync(session, [.. due.Select(row => row.Id)]);
                return due.Count;
            },
            cancellation
        );

    private async Task WorkAsync(DbSession session, IReadOnlyList<InboundEventRow> due)
    {
        var owners = await router.OwnersAsync(session, due.Select(row => row.Subject));
        var strays = due.Where(row => !owners.Contains(row.Subject)).ToList();
        await projection.ApplyAsync(
            session,
            [.. due.SelectMany(row => owners[row.Subject].Select(owner => new OwnedEvent(row, owner)))]
        );
        if (strays.Count > 0)
            await SetAsideAsync(session, strays);
    }

    private async Task SetAsideAsync(DbSession session, List<InboundEventRow> strays)
    {
        await quarantine.AddAsync(session, strays.Select(row => (row, ReasonOf(row.Subject), (string?)row.Subject.Id)));
        session.AfterCommit(() =>
        {
            foreach (var stray in strays)
                instruments.Quarantined(ReasonOf(stray.Subject));
        });
    }

    /// <summary>Quarantines an event whose last attempt failed, so that it is kept but not tried again.</summary>
    public Task GiveUpAsync(InboundEventRow row, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                await quarantine.AddAsync(session, [(row, QuarantineReason.Failed, null)]);
                await store.DoneAsync(session, [row.Id]);
            },
            cancellation
        );

    /// <summary>
    /// Releases quarantined events whose number or account is connected by now. Returns the number of released events.
    /// </summary>
    public async Task<int> ReleaseAsync(CancellationToken cancellation)
    {
        var waiting = await quarantine.SubjectsAsync(cancellation);
        if (waiting.Count == 0)
            return 0;
        return await database.WriteAsync(
            async session =>
            {
                var owners = await router.OwnersAsync(session, waiting);
                var released = 0;
                foreach (var known in waiting.Where(owners.Contains))
                    released += await quarantine.ReleaseAsync(session, known);
                return released;
            },
            cancellation
        );
    }

    private static string ReasonOf(Subject subject) =>
        subject.IsNumber ? QuarantineReason.UnknownNumber : QuarantineReason.UnknownAccount;
}
