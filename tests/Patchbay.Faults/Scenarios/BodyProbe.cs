using System.Diagnostics;
using System.Net;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Faults.Scenarios;

/// <summary>A server with one connected number, to which one body at a time is posted.</summary>
internal sealed class BodyProbe : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60),
        Pause = TimeSpan.FromMilliseconds(5);

    private readonly Installation _installation;
    private readonly Customer _customer;
    private readonly StorageKind _storage;
    private readonly HttpClient _http;

    private BodyProbe(Installation installation, Customer customer, StorageKind storage)
    {
        (_installation, _customer, _storage) = (installation, customer, storage);
        _http = new() { BaseAddress = installation.Server.Address, Timeout = Patience };
    }

    public long PeakMemory => _installation.Server.PeakMemory;

    public static async Task<BodyProbe> StartAsync(Run run)
    {
        var installation = await Installation.CreateAsync(
            run,
            new Setup { Fault = run.Control == AmplifyScenario.Searches ? FaultyServer.SearchesContacts : null }
        );
        var key = await installation.CreateKeyAsync("Acme");
        await installation.Server.StartAsync();
        if (run.Control == AmplifyScenario.Copies)
        {
            await installation.Server.StopAsync();
            await installation.ExecuteAsync(SchemaFaults.Copies(run.Storage));
            await installation.Server.StartAsync();
        }
        var probe = new BodyProbe(installation, await installation.ConnectAsync(key), run.Storage);
        // The first bodies include what a process does once.
        for (var i = 1; i <= 40; i++)
            await probe.MeasureAsync(
                new()
                {
                    Items = 50,
                    Contacts = 50,
                    List = i % 2,
                },
                -i
            );
        return probe;
    }

    public async Task<BodyCost> MeasureAsync(BodyShape shape, int number)
    {
        var body = new ShapedBody(shape, _customer.MetaPhoneNumberId, number).Write();
        var before = await FiguresAsync();
        var status = await PostAsync(shape, body);
        var answered = _installation.Server.ProcessorTime;
        await SettleAsync();
        var after = await FiguresAsync();
        return new(shape, body.Length, (int?)status ?? 0)
        {
            Before = answered - before.Time,
            After = after.Time - answered,
            Disk = after.Disk - before.Disk,
            Events = after.Rows - before.Rows,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _installation.DisposeAsync();
    }

    private async Task<HttpStatusCode?> PostAsync(BodyShape shape, byte[] body)
    {
        var path = shape.IsSharedHook ? "/hooks/whatsapp" : "/webhooks/meta";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.HeaderName,
            shape.IsSigned ? _customer.NumberedWebhooks.Sign(body) : "sha256=" + new string('0', 64)
        );
        try
        {
            using var response = await _http.SendAsync(request);
            return response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits until nothing waits to be processed.</summary>
    private async Task SettleAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (
            await _installation.CountAsync("select count(*) from (select 1 from inbound_pending limit 1) waiting") > 0
            && Stopwatch.GetElapsedTime(started) < Patience
        )
            await Stage.WaitAsync(Pause);
    }

    private async Task<(TimeSpan Time, long Disk, long Rows)> FiguresAsync()
    {
        var disk = await _installation.CountAsync(
            _storage == StorageKind.Postgres
                ? "select pg_database_size(current_database()) / 1024"
                : "select page_count * page_size / 1024 from pragma_page_count(), pragma_page_size()"
        );
        // What a body became: events of Meta, rows of the history, or events for the customer.
        var rows = await _installation.CountAsync(
            """
            select max(n) from (select count(*) as n from inbound_events union all select count(*) from messages
                union all select count(*) from events) counts
            """
        );
        return (_installation.Server.ProcessorTime, disk * 1024L, rows);
    }
}
