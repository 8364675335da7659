using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Stores the results of many calls at once: the delivery's new state and a row in <c>delivery_attempts</c>, each only
/// while the lease of the call is still the newest. Most writes of the delivery worker are made here.
/// </summary>
public sealed class DeliveryOutcomeStore(Database database)
{
    private static readonly RowUpdate<DeliveryOutcome> Deliveries = new RowColumns<DeliveryOutcome>()
        .Uuid("delivery_id", outcome => outcome.Delivery.Id)
        .Number("epoch", outcome => outcome.LeaseEpoch)
        .Text("state", outcome => outcome.Verdict.State)
        .Number("number", outcome => outcome.Attempt.Number)
        .Instant("due_at", outcome => outcome.DueAt)
        .Number("status_code", outcome => outcome.Attempt.StatusCode)
        .Text("error", outcome => outcome.Attempt.Error)
        .Instant("finished_at", outcome => outcome.FinishedAt)
        .Update(
            "deliveries",
            set: """
            state = given.state, attempt_count = given.number, due_at = given.due_at, last_status = given.status_code,
                last_error = given.error, finished_at = given.finished_at
            """,
            where: """
            deliveries.id = given.delivery_id and deliveries.state = 'pending' and attempt_count = given.number - 1
                and exists (select 1 from endpoint_queues q
                where q.endpoint_id = deliveries.endpoint_id and q.lease_epoch = given.epoch)
            """
        );

    private static readonly RowWriter<AttemptRow> Attempts = new RowColumns<AttemptRow>()
        .Uuid("delivery_id", attempt => attempt.DeliveryId)
        .Number("number", attempt => attempt.Number)
        .Text("trigger", attempt => attempt.Trigger)
        .Instant("started_at", attempt => attempt.StartedAt)
        .Number("duration_ms", attempt => attempt.DurationMs)
        .Text("outcome", attempt => attempt.Outcome)
        .Number("status_code", attempt => attempt.StatusCode)
        .Text("error", attempt => attempt.Error)
        .Text("response_head", attempt => attempt.ResponseHead)
        .Instant("next_at", attempt => attempt.NextAt)
        .InsertInto("delivery_attempts");

    /// <summary>
    /// Stores outcomes and returns the ids of those that were stored. An outcome is not stored when another claim has
    /// the delivery by now, or when the delivery was sent again meanwhile.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> StoreAsync(DbSession session, IReadOnlyList<DeliveryOutcome> outcomes)
    {
        await database.FindByKeyAsync(session);
        var stored = await Deliveries.RunAsync(session, outcomes, outcome => outcome.Delivery.Id);
        // Attempts are inserted apart from the update: the answers of endpoints may be megabytes, which the update
        // would carry along.
        await Attempts.InsertAsync(
            session,
            [.. outcomes.Where(outcome => stored.Contains(outcome.Delivery.Id)).Select(outcome => outcome.Attempt)]
        );
        return stored;
    }
}
