using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Work;

/// <summary>How long rows about the past are kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// Meta repeats webhooks for 7 days. They are kept for at least 8 days, so that repetitions are recognized.
    /// </summary>
    private const int LongerThanMetaRepeats = 8;

    /// <summary>Days that received webhooks, quarantine, events and deliveries are kept.</summary>
    [Range(LongerThanMetaRepeats, 3650)]
    public int Days { get; set; } = 30;

    /// <summary>Days that the audit log is kept. The default of 13 months covers a yearly review.</summary>
    [Range(1, 36_500)]
    public int AuditDays { get; set; } = 400;
}

/// <summary>
/// Deletes or otherwise settles, in one short transaction, at most <paramref name="rows"/> rows that expired by
/// <paramref name="now"/>, and returns how many.
/// </summary>
/// <param name="now">The instant of the pass.</param>
/// <param name="keep">How long rows are kept. Steps whose rows have their own expiry ignore it.</param>
/// <param name="rows">The most rows one step may delete.</param>
/// <param name="cancellation">Ends the step before its commit.</param>
public delegate Task<int> PruneStep(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation);

/// <summary>One kind of old rows and the step that deletes some of them.</summary>
public sealed record Pruned(string What, PruneStep Step);

/// <summary>
/// Deletes old rows every ten minutes, in steps so small that no other writer waits long. Between two steps it rests
/// four times as long as the step took, so deleting takes at most a fifth of the time.
/// </summary>
public sealed partial class Pruner(
    IEnumerable<Pruned> all,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<Pruner> logger
) : BackgroundService
{
    private const int RowsPerStep = 200,
        RestPerWork = 4;

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Between, clock, stoppingToken);
            await PruneAsync(stoppingToken);
        }
    }

    /// <summary>
    /// Runs one pass over all kinds of rows. A kind that fails does not stop the others, and is tried again next time.
    /// </summary>
    public async Task PruneAsync(CancellationToken cancellation)
    {
        foreach (var kind in all)
        {
            try
            {
                await PruneAsync(kind, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error, kind.What);
            }
        }
    }

    private async Task PruneAsync(Pruned kind, CancellationToken cancellation)
    {
        var keep = TimeSpan.FromDays(options.Value.Days);
        var (total, deleted) = (0, RowsPerStep);
        while (deleted >= RowsPerStep)
        {
            var began = clock.GetTimestamp();
            total += deleted = await kind.Step(clock.GetUtcNow(), keep, RowsPerStep, cancellation);
            await Task.Delay(clock.GetElapsedTime(began) * RestPerWork, clock, cancellation);
        }
        if (total > 0)
            Log.Pruned(logger, total, kind.What);
    }

    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Information, "Deleted {Count} old rows: {What}.")]
        public static partial void Pruned(ILogger logger, int count, string what);

        [LoggerMessage(131, LogLevel.Error, "Deleting old rows failed: {What}; trying again later.")]
        public static partial void Failed(ILogger logger, Exception error, string what);
    }
}

internal static class RetentionSetup
{
    public static void AddRetention(this IServiceCollection services)
    {
        services
            .AddOptions<RetentionOptions>()
            .BindConfiguration(RetentionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Pruner>();
        services.AddHostedService(provider => provider.GetRequiredService<Pruner>());
    }

    /// <summary>Adds a step of a feature's store to the pruner.</summary>
    public static void AddPruning<TStore>(this IServiceCollection services, string what, Func<TStore, PruneStep> step)
        where TStore : notnull =>
        services.AddSingleton(provider => new Pruned(what, step(provider.GetRequiredService<TStore>())));
}
