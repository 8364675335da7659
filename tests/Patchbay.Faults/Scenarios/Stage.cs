using System.Diagnostics;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Faults.Receivers;

namespace Patchbay.Faults.Scenarios;

/// <summary>What most scenarios need: a running server, a customer, a receiver, and a load generator.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private Task _load = Task.CompletedTask;

    private Stage(Installation installation, Customer customer, GoodReceiver receiver, Ledger ledger)
    {
        Installation = installation;
        Customer = customer;
        Receiver = receiver;
        Ledger = ledger;
        Target = () => installation.Server;
        Loop = new(_ => new Uri(Target().Address, "/webhooks/meta"), customer.NumberedWebhooks, ledger);
    }

    public Installation Installation { get; }

    public ServerProcess Server => Installation.Server;

    public Customer Customer { get; }

    public GoodReceiver Receiver { get; }

    /// <summary>The proxy to the receiver; null for a direct connection.</summary>
    public ChaosProxy? Line { get; private init; }

    public Ledger Ledger { get; }

    public OpenLoop Loop { get; }

    /// <summary>Chooses the server that gets the next event.</summary>
    public Func<ServerProcess> Target { get; set; }

    /// <summary>Starts with the default setup.</summary>
    public static Task<Stage> StartAsync(Run run) => StartAsync(run, EarlyIfControl(run));

    /// <param name="run">The run.</param>
    /// <param name="setup">The settings that differ from the default.</param>
    /// <param name="hasLine">True to put a proxy before the receiver.</param>
    public static async Task<Stage> StartAsync(Run run, Setup setup, bool hasLine = false)
    {
        var installation = await Installation.CreateAsync(run, setup);
        var key = await installation.CreateKeyAsync("Acme");
        await installation.Server.StartAsync();
        return await StartAsync(installation, key, new Ledger(), hasLine);
    }

    /// <summary>Starts on a server that is already running.</summary>
    public static async Task<Stage> StartAsync(
        Installation installation,
        string key,
        Ledger ledger,
        bool hasLine = false
    )
    {
        var customer = await installation.ConnectAsync(key);
        var receiver = await GoodReceiver.StartAsync(ledger);
        var line = hasLine ? new ChaosProxy(receiver.Url.Port) : null;
        receiver.Secret = await customer.SubscribeAsync(
            new UriBuilder(receiver.Url) { Port = line?.Port ?? receiver.Url.Port }.ToString()
        );
        return new(installation, customer, receiver, ledger) { Line = line };
    }

    /// <summary>The default setup. In the control, the server answers 200 before the commit.</summary>
    public static Setup EarlyIfControl(Run run) =>
        new() { Fault = run.Control == Control.AcknowledgesEarly ? FaultyServer.AcknowledgesEarly : null };

    /// <summary>Stops the server, puts a fault into the schema, and starts the server again.</summary>
    public async Task BreakSchemaAsync(string sql)
    {
        await Server.StopAsync();
        await Installation.ExecuteAsync(sql);
        await Server.StartAsync();
    }

    public void StartLoad(int perSecond) => _load = Loop.RunAsync(perSecond, _stop.Token);

    public async Task StopLoadAsync()
    {
        await _stop.CancelAsync();
        await _load;
    }

    /// <summary>Sends events for this time.</summary>
    public async Task LoadAsync(int perSecond, TimeSpan time)
    {
        using var enough = new CancellationTokenSource(time);
        await Loop.RunAsync(perSecond, enough.Token);
    }

    /// <summary>The time until an event that was due after the given moment is acknowledged.</summary>
    public async Task<TimeSpan> FirstAcknowledgedAfterAsync(long moment, TimeSpan patience)
    {
        while (Loop.LatestAcknowledged <= moment)
        {
            if (Stopwatch.GetElapsedTime(moment) > patience)
                return Timeout.InfiniteTimeSpan;
            await WaitAsync(PollInterval);
        }
        return Stopwatch.GetElapsedTime(moment);
    }

    /// <summary>Waits until every acknowledged event is delivered, or no event has arrived for this long.</summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        var (seen, since) = (-1, Stopwatch.GetTimestamp());
        while (!Ledger.IsSettled && Stopwatch.GetElapsedTime(since) < patience)
        {
            if (Ledger.DeliveredCount != seen)
                (seen, since) = (Ledger.DeliveredCount, Stopwatch.GetTimestamp());
            await WaitAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    public static Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await StopLoadAsync();
        Loop.Dispose();
        await Installation.DisposeAsync();
        if (Line is not null)
            await Line.DisposeAsync();
        await Receiver.DisposeAsync();
        _stop.Dispose();
    }
}
