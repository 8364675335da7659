using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Resumes runs that a dead server left unfinished: at start, and then every 30 seconds.</summary>
internal sealed partial class CompletionWorker(
    Completion completion,
    TimeProvider clock,
    ILogger<CompletionWorker> logger
) : Worker
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                while (await completion.ResumeOneAsync(stopping))
                    Log.Resumed(logger);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "An interrupted sign-up was resumed.")]
        public static partial void Resumed(ILogger logger);

        [LoggerMessage(211, LogLevel.Error, "Resuming interrupted sign-ups failed; the next try is in 30 seconds.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
