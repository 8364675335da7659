using System.Text;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Hosting;

/// <summary>The Graph requests a world received, newest last, so that a test can assert on them.</summary>
internal sealed class RequestLog(TimeProvider clock)
{
    private const int Kept = 2000;
    private readonly Lock _gate = new();
    private readonly Queue<RequestRecord> _records = new();
    private readonly List<Waiter> _waiters = [];
    private long _number;

    public RequestRecord Add(
        HttpRequest request,
        string method,
        GraphPath path,
        ReadInput read,
        string? credential,
        string trace
    )
    {
        var record = new RequestRecord
        {
            Method = method,
            Path = "/" + path.Rest,
            Version = path.Version,
            Credential = credential,
            Query = request.QueryString.HasValue ? request.Query.Keys.ToList() : [],
            RawBody = read.Raw,
            FormNames = read.Raw.Length == 0 ? [.. read.Input.Names] : [],
            TraceId = trace,
            At = clock.GetUtcNow(),
        };
        lock (_gate)
        {
            record.Number = ++_number;
            _records.Enqueue(record);
            if (_records.Count > Kept)
                _records.Dequeue();
        }
        return record;
    }

    public IReadOnlyList<RequestRecord> All()
    {
        lock (_gate)
            return [.. _records];
    }

    public void Clear()
    {
        lock (_gate)
            _records.Clear();
    }

    /// <summary>Ends when a finished request matches; past requests count.</summary>
    public Task<RequestRecord> WhenAsync(Func<RequestRecord, bool> matches, CancellationToken cancel)
    {
        var waiter = new Waiter(matches);
        lock (_gate)
        {
            if (_records.FirstOrDefault(r => r.Status > 0 && matches(r)) is { } known)
                return Task.FromResult(known);
            _waiters.Add(waiter);
        }
        return waiter.Found.Task.WaitAsync(cancel);
    }

    public void Completed()
    {
        if (_waiters.Count == 0)
            return;
        lock (_gate)
        {
            foreach (var waiter in _waiters.ToList())
                if (
                    _records.FirstOrDefault(r => r.Status > 0 && waiter.Matches(r)) is { } found
                    && _waiters.Remove(waiter)
                )
                    waiter.Found.TrySetResult(found);
        }
    }

    private sealed record Waiter(Func<RequestRecord, bool> Matches)
    {
        public TaskCompletionSource<RequestRecord> Found { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>One request as it came. Tokens appear masked in every text form.</summary>
public sealed class RequestRecord
{
    public long Number { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public required string Method { get; init; }

    /// <summary>Path after the version, with a leading slash.</summary>
    public required string Path { get; init; }
    public required string Version { get; init; }
    public IReadOnlyList<string> Query { get; init; } = [];
    internal IReadOnlyList<string> FormNames { get; init; } = [];
    internal byte[] RawBody { get; init; } = [];
    internal string? Credential { get; init; }

    public string Body => Encoding.UTF8.GetString(RawBody);
    public string MaskedToken => Credentials.Mask(Credential);

    /// <summary>Whether the request carried exactly this token.</summary>
    public bool Used(string token) => Credential == token;

    /// <summary>0 until answered.</summary>
    public int Status { get; internal set; }
    public string TraceId { get; init; } = "";

    public override string ToString() => $"{Method} {Path} → {Status}";
}
