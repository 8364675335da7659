using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>From a verified body to rows on disk.</summary>
internal sealed partial class Receiver(Intake intake, QuarantineStore quarantine, Instruments instruments, Database database, ILogger<Receiver> logger)
{
    /// <summary>True when everything is stored. Odd content is stored too, apart: it never makes Meta repeat itself.</summary>
    /// <param name="environment">Where the number or app is.</param>
    /// <param name="body">As it came; must stay until this ends.</param>
    public ValueTask<bool> TakeAsync(string environment, ReadOnlyMemory<byte> body) => TakeAsync(environment, body, PayloadSplitter.Split(environment, body));

    /// <param name="environment">Where the numbers or accounts are.</param>
    /// <param name="body">As it came; must stay until this ends.</param>
    /// <param name="events">Those of its events that the signature speaks for; null: it cannot be read.</param>
    public async ValueTask<bool> TakeAsync(string environment, ReadOnlyMemory<byte> body, IReadOnlyList<SplitEvent>? events)
    {
        if (events is null) return await SetAsideAsync(environment, QuarantineReason.Unreadable, body);
        if (events.Count == 0) return true;
        try
        {
            return await intake.StoreAsync(environment, events);
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return !database.IsUnavailable(error) && await SetAsideAsync(environment, QuarantineReason.NotStorable, body);
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
