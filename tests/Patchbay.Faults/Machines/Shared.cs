using Patchbay.Emulator;

namespace Patchbay.Faults.Machines;

internal enum StorageKind
{
    Sqlite,
    Postgres,
}

/// <summary>What scenarios have in common and need not start anew: Meta, and a PostgreSQL once somebody needs one.</summary>
internal sealed class Shared : IAsyncDisposable
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
