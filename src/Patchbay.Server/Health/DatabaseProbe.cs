using Patchbay.Server.Storage;

namespace Patchbay.Server.Health;

/// <summary>
/// Checks the database with a small read and write, at most once a second: readiness needs no key, so calling it often
/// must not load the database.
/// </summary>
internal sealed partial class DatabaseProbe(Database database, TimeProvider clock, ILogger<DatabaseProbe> logger)
    : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1),
        Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private DatabaseHealth? _last;
    private long _at;

    public async Task<DatabaseHealth> CheckAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_last is { } last && clock.GetElapsedTime(_at) < Fresh)
                return last;
            (_last, _at) = (await ProbeAsync(), clock.GetTimestamp());
            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<DatabaseHealth> ProbeAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        string? version = null;
        try
        {
            version = await database.VersionAsync(patience.Token);
            var started = clock.GetTimestamp();
            await database.WriteAsync(
                session =>
                    session.ExecuteAsync(
                        """
                        insert into health_checks (id, checked_at) values (1, @now)
                        on conflict (id) do update set checked_at = excluded.checked_at
                        """,
                        new { now = clock.GetUtcNow() }
                    ),
                patience.Token
            );
            return new(HealthStatus.Ok, version, clock.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception error)
        {
            Log.NotStored(logger, error);
            return new(HealthStatus.Unavailable, version, null);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(610, LogLevel.Error, "A small write to the database failed; the server is not ready.")]
        public static partial void NotStored(ILogger logger, Exception error);
    }
}
