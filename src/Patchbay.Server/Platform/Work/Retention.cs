using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Work;

/// <summary>How long rows that only record the past are kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Meta repeats itself for 7 days; what it sent is remembered for at least 8, so that no repetition is news.</summary>
    private const int LongerThanMetaRepeats = 8;

    /// <summary>Days that received webhooks, quarantine, events and deliveries are kept.</summary>
    [Range(LongerThanMetaRepeats, 3650)]
    public int Days { get; set; } = 30;

    /// <summary>Days that the audit log goes back; a year and a month, so that a yearly review finds its whole year.</summary>
    [Range(1, 36_500)]
    public int AuditDays { get; set; } = 400;
}

/// <summary>
/// Deletes, or otherwise settles, at most <paramref name="rows"/> rows whose time is over at <paramref name="now"/> and says how
/// many there were. One short transaction.
/// </summary>
/// <param name="now">The instant of the pass.</param>
/// <param name="keep">How long rows are kept; a step whose rows carry an end of their own does not need it.</param>
/// <param name="rows">The most rows one step may delete.</param>
/// <param name="cancellation">Ends the step before its commit.</param>
public delegate Task<int> PruneStep(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation);

/// <summary>One kind of old rows and the step that deletes some of them.</summary>
public sealed record Pruned(string What, PruneStep Step);

/// <summary>
/// Deletes what is past keeping, every ten minutes, in steps so small that no writer waits long for one. Between steps it
/// rests four times as long as the step took: never more than a fifth of a writer's time goes into deleting.
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

    /// <summary>One pass over everything. A kind that fails is tried again at the next pass and holds up no other.</summary>
    public async Task PruneAsync(CancellationToken cancellation)
    {
        foreach (var one in all)
        {
            try
            {
                await PruneAsync(one, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error, one.What);
            }
        }
    }

    private async Task PruneAsync(Pruned one, CancellationToken cancellation)
    {
        var keep = TimeSpan.FromDays(options.Value.Days);
        var (total, deleted) = (0, RowsPerStep);
        while (deleted >= RowsPerStep)
        {
            var began = clock.GetTimestamp();
            total += deleted = await one.Step(clock.GetUtcNow(), keep, RowsPerStep, cancellation);
            await Task.Delay(clock.GetElapsedTime(began) * RestPerWork, clock, cancellation);
        }
        if (total > 0)
            Log.Pruned(logger, total, one.What);
    }

    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Information, "Swept: {Count} of {What}.")]
        public static partial void Pruned(ILogger logger, int count, string what);

        [LoggerMessage(131, LogLevel.Error, "Sweeping {What} failed; trying again later.")]
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

    /// <summary>Has the pruner delete old rows of a feature, by a step of its store.</summary>
    public static void AddPruning<TStore>(this IServiceCollection services, string what, Func<TStore, PruneStep> step)
        where TStore : notnull =>
        services.AddSingleton(provider => new Pruned(what, step(provider.GetRequiredService<TStore>())));
}
