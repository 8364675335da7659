namespace Patchbay.Server.Platform.Secrets;

/// <summary>The progress of a change of the master key.</summary>
public sealed record RotationProgress(string ActiveKeyId, int Wrapped, int Total)
{
    public bool IsDone => Wrapped == Total;
}

/// <summary>
/// Wraps the derived keys and the organizations' data keys again under the first configured master key, a few at a
/// time. Sealed values do not change, so servers that have both keys continue to seal and open them.
/// </summary>
public sealed class MasterKeyRotation(VaultStore store, DerivedKeyStore derived, MasterKeys masters)
{
    private const int Step = 50;

    public Task<RotationProgress> ProgressAsync(CancellationToken cancellation) =>
        store.ProgressAsync(masters.ActiveId, cancellation);

    /// <summary>Runs one step. Returns false when no key is left under an older master key.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        var keys = await derived.StaleAsync(masters.ActiveId, cancellation);
        foreach (var row in keys)
            await derived.RewrapAsync(row, DerivedKeys.Rewrap(row, masters), cancellation);
        var stale = await store.StaleDataKeysAsync(masters.ActiveId, Step, cancellation);
        foreach (var row in stale)
        {
            var place = Vault.WrapData(row.OrganizationId, row.Version);
            var key = Sealing.Open(masters.Find(row.MasterKeyId), row.WrappedKey, place);
            var wrapped = new byte[key.Length + Sealing.Overhead];
            Sealing.Seal(masters.Active, key, place, wrapped);
            await store.RewrapAsync(row, masters.ActiveId, wrapped, cancellation);
        }
        return keys.Count + stale.Count > 0;
    }
}

/// <summary>Rotates in the background after a start with a new first key, and logs the progress.</summary>
internal sealed partial class MasterKeyRotationWorker(
    MasterKeyRotation rotation,
    TimeProvider clock,
    ILogger<MasterKeyRotationWorker> logger
) : BackgroundService
{
    // A server that has not been restarted yet may still create organizations under the older key.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (await rotation.StepAsync(cancellation))
        {
            var progress = await rotation.ProgressAsync(cancellation);
            Log.Progress(logger, progress.Wrapped, progress.Total, progress.ActiveKeyId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Information, "{Wrapped} of {Total} keys are wrapped under master key '{KeyId}'.")]
        public static partial void Progress(ILogger logger, int wrapped, int total, string keyId);

        [LoggerMessage(121, LogLevel.Error, "Wrapping keys under the new master key failed; trying again later.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
