namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>One kind of work on the database that runs beside the loop, never twice at a time.</summary>
/// <param name="inbox">Where its end comes in.</param>
/// <param name="failed">Told of trouble, on the loop.</param>
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
