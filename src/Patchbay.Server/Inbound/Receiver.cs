using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>From a verified body to rows on disk.</summary>
internal sealed partial class Receiver(TenantRouter router, Intake intake, Instruments instruments, Database database, ILogger<Receiver> logger)
{
    /// <summary>True when everything is stored. Odd content is stored too, apart: it never makes Meta repeat itself.</summary>
    public async Task<bool> TakeAsync(string environment, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (PayloadSplitter.Split(body) is not { } events) return await SetAsideAsync(environment, "unreadable", body);
        try
        {
            return await intake.StoreAsync(await router.RouteAsync(environment, events, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotStored(logger, error);
            return !database.IsUnavailable(error) && await SetAsideAsync(environment, "not_storable", body);
        }
    }

    private async Task<bool> SetAsideAsync(string environment, string reason, ReadOnlyMemory<byte> body)
    {
        try
        {
            var stored = await intake.StoreAsync(new([], [new(environment, reason, body.ToArray())]));
            if (stored) instruments.Quarantined(reason);
            return stored;
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
