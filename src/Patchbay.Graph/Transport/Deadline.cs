namespace Patchbay.Graph;

/// <summary>The caller's cancellation token joined with the client's time-out, on the client's clock.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource? _linked;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken cancellationToken)
    {
        _timeout = new CancellationTokenSource(after, time);
        if (cancellationToken.CanBeCanceled)
            _linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timeout.Token);
    }

    public CancellationToken Token => (_linked ?? _timeout).Token;

    public void Dispose()
    {
        _linked?.Dispose();
        _timeout.Dispose();
    }
}
