using System.Diagnostics;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Faults.Receivers;

namespace Patchbay.Faults.Scenarios;

/// <summary>The stage of most scenarios: one running server, one customer, one receiver, and a load between them.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private Task _load = Task.CompletedTask;

    private Stage(Installation place, Customer customer, GoodReceiver receiver, Ledger ledger)
    {
        Place = place;
        Customer = customer;
        Receiver = receiver;
        Ledger = ledger;
        Target = () => place.Server;
        Loop = new(_ => new Uri(Target().Address, "/webhooks/meta"), customer.Numbered, ledger);
    }

    public Installation Place { get; }

    public ServerProcess Server => Place.Server;

    public Customer Customer { get; }

    public GoodReceiver Receiver { get; }

    /// <summary>The line to the customer's server, when there is a special one.</summary>
    public ChaosProxy? Line { get; private init; }

    public Ledger Ledger { get; }

    public OpenLoop Loop { get; }

    /// <summary>Which server the next event goes to.</summary>
    public Func<ServerProcess> Target { get; set; }

    /// <summary>With the usual settings.</summary>
    public static Task<Stage> StartAsync(Run run) => StartAsync(run, EarlyIfControl(run));

    /// <param name="run">The run.</param>
    /// <param name="setup">What is not usual about it.</param>
    /// <param name="hasLine">With a line of changeable weather to the customer's server.</param>
    public static async Task<Stage> StartAsync(Run run, Setup setup, bool hasLine = false)
    {
        var place = await Installation.CreateAsync(run, setup);
        var key = await place.CreateKeyAsync("Acme");
        await place.Server.StartAsync();
        return await StartAsync(place, key, new Ledger(), hasLine);
    }

    /// <summary>On a server that runs already.</summary>
    public static async Task<Stage> StartAsync(Installation place, string key, Ledger ledger, bool hasLine = false)
    {
        var customer = await place.ConnectAsync(key);
        var receiver = await GoodReceiver.StartAsync(ledger);
        var line = hasLine ? new ChaosProxy(receiver.Url.Port) : null;
        receiver.Secret = await customer.SubscribeAsync(
            new UriBuilder(receiver.Url) { Port = line?.Port ?? receiver.Url.Port }.ToString()
        );
        return new(place, customer, receiver, ledger) { Line = line };
    }

    /// <summary>The usual setup; in its control, with a server that answers 200 before the commit.</summary>
    public static Setup EarlyIfControl(Run run) =>
        new() { Fault = run.Control == Control.AcknowledgesEarly ? FaultyServer.AcknowledgesEarly : null };

    /// <summary>Puts a fault into the schema, with the server stopped meanwhile.</summary>
    public async Task BreakSchemaAsync(string sql)
    {
        await Server.StopAsync();
        await Place.ExecuteAsync(sql);
        await Server.StartAsync();
    }

    public void StartLoad(int perSecond) => _load = Loop.RunAsync(perSecond, _stop.Token);

    public async Task StopLoadAsync()
    {
        await _stop.CancelAsync();
        await _load;
    }

    /// <summary>A load that ends after this time.</summary>
    public async Task LoadAsync(int perSecond, TimeSpan time)
    {
        using var enough = new CancellationTokenSource(time);
        await Loop.RunAsync(perSecond, enough.Token);
    }

    /// <summary>How long until an event that was meant to leave after this moment is acknowledged.</summary>
    public async Task<TimeSpan> FirstAcknowledgedAfterAsync(long moment, TimeSpan patience)
    {
        while (Loop.LatestAcknowledged <= moment)
        {
            if (Stopwatch.GetElapsedTime(moment) > patience)
                return Timeout.InfiniteTimeSpan;
            await WaitAsync(Look);
        }
        return Stopwatch.GetElapsedTime(moment);
    }

    /// <summary>Until all that was acknowledged is delivered, or nothing has moved for this long.</summary>
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
        await Place.DisposeAsync();
        if (Line is not null)
            await Line.DisposeAsync();
        await Receiver.DisposeAsync();
        _stop.Dispose();
    }
}
