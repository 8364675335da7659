using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>
/// The secrets that are tried on a body whose subjects do not tell the secret: those of the configured apps, and those
/// of apps that live numbers have of their own.
/// </summary>
internal sealed class HookSecrets(
    ConnectionStore connections,
    ConnectionApps apps,
    MetaApps configured,
    TimeProvider clock
)
{
    /// <summary>
    /// The most apps of their own whose secrets are tried: those of the numbers that were connected last.
    /// </summary>
    public const int MostApps = 64;

    // One app may have many numbers.
    private const int MostRows = 256;

    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private (Task<IReadOnlyList<HookKey>> Keys, DateTimeOffset At)? _ofNumbers;

    /// <summary>The secrets of the configured apps.</summary>
    public IReadOnlyList<HookKey> Configured { get; } =
    [.. configured.All.Select(app => HookKey.Of(app.Environment, app))];

    public bool AreConfigured(HookKey key) => Configured.Any(known => known.Mark == key.Mark);

    /// <summary>The secrets of apps that numbers have of their own, each once.</summary>
    public Task<IReadOnlyList<HookKey>> OfNumbersAsync()
    {
        lock (_lock)
        {
            // All requests of these seconds share one look-up.
            if (_ofNumbers is not { } read || read.Keys.IsFaulted || clock.GetUtcNow() - read.At > Good)
                _ofNumbers = read = (ReadAsync(), clock.GetUtcNow());
            return read.Keys;
        }
    }

    private async Task<IReadOnlyList<HookKey>> ReadAsync()
    {
        var keys = new List<HookKey>();
        foreach (var row in await connections.OfOwnAppsAsync(MostRows, CancellationToken.None))
        {
            if (await apps.OfAsync(row, CancellationToken.None) is { } app && !configured.IsConfigured(app))
                keys.Add(HookKey.Of(row.Environment, app));
        }
        return [.. keys.DistinctBy(key => (key.Environment, key.Mark)).Take(MostApps)];
    }
}
