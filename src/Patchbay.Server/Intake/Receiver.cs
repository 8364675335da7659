using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>Turns a signed body into stored events.</summary>
internal sealed partial class Receiver(
    IntakeQueue intake,
    QuarantineStore quarantine,
    Instruments instruments,
    Database database,
    BodyBudget budget,
    ILogger<Receiver> logger
)
{
    /// <summary>
    /// Cuts a body into events and stores them. A body that cannot be cut or stored is quarantined and counts as
    /// stored, so that Meta does not repeat it.
    /// </summary>
    /// <param name="environment">The environment of the number or app.</param>
    /// <param name="body">The bytes as received; they must stay valid until this method returns.</param>
    /// <param name="isOurs">
    /// Tells which events the signer may send; other events are dropped and counted. Null allows all.
    /// </param>
    public ValueTask<WebhookResult> TakeAsync(
        string environment,
        ReadOnlyMemory<byte> body,
        Func<SplitEvent, bool>? isOurs = null
    ) => TakeAsync(environment, PayloadSplitter.Split(environment, body), body, isOurs);

    /// <summary>
    /// Stores events that were cut out of a body already. When they are null, the body could not be cut and is
    /// quarantined.
    /// </summary>
    public async ValueTask<WebhookResult> TakeAsync(
        string environment,
        IReadOnlyList<SplitEvent>? all,
        ReadOnlyMemory<byte> body,
        Func<SplitEvent, bool>? isOurs
    )
    {
        if (all is null)
            return await SetAsideAsync(environment, QuarantineReason.Unreadable, body);
        var events = isOurs is null || all.All(isOurs) ? all : [.. all.Where(isOurs)];
        if (events.Count < all.Count)
            instruments.Dropped(all.Count - events.Count);
        return events.Count == 0 ? WebhookResult.Stored : await StoreAsync(environment, events, body);
    }

    /// <summary>Stores events that the caller made from the body.</summary>
    public async ValueTask<WebhookResult> StoreAsync(
        string environment,
        IReadOnlyList<SplitEvent> events,
        ReadOnlyMemory<byte> body
    )
    {
        var size = SizeOf(events, body);
        if (!budget.TryTake(size))
            return WebhookResult.NotStored;
        try
        {
            return WebhookResult.Of(await intake.StoreAsync(environment, events));
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return database.IsUnavailable(error)
                ? WebhookResult.NotStored
                : await SetAsideAsync(environment, QuarantineReason.NotStorable, body);
        }
        finally
        {
            budget.Give(size);
        }
    }

    // An event that is the whole body has no bytes of its own.
    private static int SizeOf(IReadOnlyList<SplitEvent> events, ReadOnlyMemory<byte> body)
    {
        if (events.Count == 1 && events[0].Change.Length == body.Length)
            return 0;
        var size = 0;
        for (var i = 0; i < events.Count; i++)
            size += events[i].Change.Length;
        return size;
    }

    /// <summary>Quarantines a body whose numbers are not connected, and which must not become events later.</summary>
    public async ValueTask<WebhookResult> SetAsideUnknownAsync(string environment, ReadOnlyMemory<byte> body) =>
        await SetAsideAsync(environment, QuarantineReason.UnknownNumber, body);

    private async Task<WebhookResult> SetAsideAsync(string environment, string reason, ReadOnlyMemory<byte> body)
    {
        try
        {
            await quarantine.AddBodyAsync(environment, reason, body.ToArray());
            instruments.Quarantined(reason);
            return WebhookResult.Stored;
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return WebhookResult.NotStored;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error, "A webhook could not be stored.")]
        public static partial void NotStored(ILogger logger, Exception error);
    }
}
