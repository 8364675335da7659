using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>From a verified body to rows on disk.</summary>
internal sealed partial class Receiver(Intake intake, QuarantineStore quarantine, Instruments instruments, Database database, ILogger<Receiver> logger)
{
    /// <summary>True when everything is stored. Odd content is stored too, apart: it never makes Meta repeat itself.</summary>
    public async ValueTask<bool> TakeAsync(string environment, ReadOnlyMemory<byte> body)
    {
        if (PayloadSplitter.Split(environment, body) is not { } events) return await SetAsideAsync(environment, QuarantineReason.Unreadable, body);
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
