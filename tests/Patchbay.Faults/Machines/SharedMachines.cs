using Patchbay.Emulator;

namespace Patchbay.Faults.Machines;

internal enum StorageKind
{
    Sqlite,
    Postgres,
}

/// <summary>The emulator and the PostgreSQL that all scenarios share. Both start when a scenario needs them.</summary>
internal sealed class SharedMachines : IAsyncDisposable
{
    private GraphEmulator? _meta;
    private PostgresCluster? _postgres;

    public async Task<GraphEmulator> MetaAsync() => _meta ??= await GraphEmulator.StartAsync();

    public async Task<PostgresCluster> PostgresAsync() => _postgres ??= await PostgresCluster.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_meta is not null)
            await _meta.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }
}
