using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>From a verified body to rows on disk.</summary>
internal sealed partial class Receiver(
    IntakeQueue intake,
    QuarantineStore quarantine,
    Instruments instruments,
    Database database,
    ILogger<Receiver> logger
)
{
    /// <summary>True when everything is stored. Odd content is stored too, apart: it never makes Meta repeat itself.</summary>
    /// <param name="environment">Where the number or app is.</param>
    /// <param name="body">As it came; must stay until this ends.</param>
    /// <param name="isOurs">Which events to take, where one signature does not speak for all; the others are dropped and counted.</param>
    public ValueTask<bool> TakeAsync(
        string environment,
        ReadOnlyMemory<byte> body,
        Func<SplitEvent, bool>? isOurs = null
    ) => TakeAsync(environment, PayloadSplitter.Split(environment, body), body, isOurs);

    /// <summary>The same for a body that was read already; null events: it cannot be.</summary>
    public async ValueTask<bool> TakeAsync(
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
        return events.Count == 0 || await StoreAsync(environment, events, body);
    }

    /// <summary>The same for events that are the caller's own.</summary>
    public async ValueTask<bool> StoreAsync(
        string environment,
        IReadOnlyList<SplitEvent> events,
        ReadOnlyMemory<byte> body
    )
    {
        try
        {
            return await intake.StoreAsync(environment, events);
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return !database.IsUnavailable(error)
                && await SetAsideAsync(environment, QuarantineReason.NotStorable, body);
        }
    }

    private async Task<bool> SetAsideAsync(string environment, string reason, ReadOnlyMemory<byte> body)
    {
        try
        {
            await quarantine.AddBodyAsync(environment, reason, body.ToArray());
            instruments.Quarantined(reason);
            return true;
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error, "A webhook could not be stored.")]
        public static partial void NotStored(ILogger logger, Exception error);
    }
}
