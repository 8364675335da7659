namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>One kind of work on the database that runs beside the loop, at most once at a time.</summary>
/// <param name="inbox">The loop's inbox, which is told when a run ends.</param>
/// <param name="failed">Called on the loop after an error.</param>
public sealed class SideJob(LoopInbox inbox, Action<Exception> failed)
{
    public bool IsBusy { get; private set; }

    /// <summary>The last run; it never fails.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public void Start(Func<Task> work)
    {
        IsBusy = true;
        Running = Task.Run(() => RunAsync(work), CancellationToken.None);
    }

    private async Task RunAsync(Func<Task> work)
    {
        Exception? trouble = null;
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (Exception error)
        {
            trouble = error;
        }
        inbox.Post(() =>
        {
            IsBusy = false;
            if (trouble is not null)
                failed(trouble);
        });
    }
}
