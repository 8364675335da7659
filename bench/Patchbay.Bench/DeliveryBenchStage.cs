using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Patchbay.Server;
using Patchbay.Server.Organizations;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>The real server in this process, with its own database and endpoints at the sink.</summary>
internal sealed class DeliveryBenchStage(
    WebApplication app,
    string folder,
    string? postgres,
    string sink,
    string? admin
) : IAsyncDisposable
{
    private readonly List<Guid> _endpoints = [];
    private Tenant _tenant;

    public string Name => postgres is null ? "SQLite" : "PostgreSQL";

    public string Folder => folder;

    public string? Postgres => postgres;

    private Database Database => app.Services.GetRequiredService<Database>();

    /// <summary>The body of an event, of the usual size for a received message.</summary>
    public static byte[] Body(long n) => Encoding.UTF8.GetBytes(Data(n));

    /// <param name="admin">A PostgreSQL server to create a database on; null for SQLite.</param>
    /// <param name="sink">The address of the endpoints.</param>
    /// <param name="quiet">True when this process must not deliver.</param>
    public static async Task<DeliveryBenchStage> StartAsync(string? admin, string sink, bool quiet = false)
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-bench-").FullName;
        string? postgres = null;
        if (admin is not null)
        {
            var name = "bench_" + Path.GetFileName(folder).Split('-')[^1].ToLowerInvariant();
            await ExecuteAsync(admin, $"create database {name}");
            postgres = new NpgsqlConnectionStringBuilder(admin) { Database = name }.ToString();
        }
        var app = Create(folder, postgres, "http://127.0.0.1:0");
        await app.PrepareStorageAsync();
        if (!quiet)
            await app.StartAsync();
        var stage = new DeliveryBenchStage(app, folder, postgres, sink, admin);
        stage._tenant = new(
            await app.Services.GetRequiredService<OrganizationStore>().CreateAsync("Bench", default),
            Environments.Production
        );
        return stage;
    }

    public static WebApplication Create(string folder, string? postgres, string url) =>
        ServerSetup.Create(
            [],
            builder =>
            {
                builder.WebHost.UseUrls(url);
                builder.Logging.ClearProviders();
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Storage:DataFolder"] = folder,
                        ["Storage:Postgres"] = postgres,
                        ["Emulator:Enabled"] = "false",
                        ["Vault:MasterKeys:0"] = "bench:" + Convert.ToBase64String(new byte[32]),
                        ["Outbound:AllowedNetworks:0"] = "127.0.0.1/32",
                    }
                );
            }
        );

    public async Task CreateEndpointsAsync(int count)
    {
        var (ids, vault, store) = (
            app.Services.GetRequiredService<Ids>(),
            app.Services.GetRequiredService<Vault>(),
            app.Services.GetRequiredService<EndpointStore>()
        );
        for (var i = 0; i < count; i++)
        {
            var (id, secretId) = (ids.Uuid(), ids.Uuid());
            var secret = await vault.SealAsync(
                EndpointStore.SecretPlace(_tenant.OrganizationId, secretId),
                new Secret(EndpointRules.NewSecret(ids)),
                default
            );
            await Database.WriteAsync(
                session =>
                    store.InsertAsync(
                        session,
                        _tenant,
                        new NewEndpoint
                        {
                            Id = id,
                            Url = sink + "/" + i.ToString(CultureInfo.InvariantCulture),
                            Events = ["*"],
                            SecretId = secretId,
                            SealedSecret = secret,
                        }
                    ),
                default
            );
            _endpoints.Add(id);
        }
    }

    public Task FillAsync(int count) =>
        new DeliveryFill(Database, _tenant, app.Services.GetRequiredService<TimeProvider>()).RunAsync(count);

    /// <summary>Deliveries a second, from the signal to the worker until the last result is stored.</summary>
    public async Task<double> DeliverAsync(int count)
    {
        await FillAsync(count);
        var began = Stopwatch.GetTimestamp();
        Wake();
        while (await IsSomethingPendingAsync())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Sorted milliseconds from storing an event to its first attempt, at a steady rate.</summary>
    public async Task<IReadOnlyList<double>> DelaysAsync(int perSecond, int seconds)
    {
        var (events, total) = (app.Services.GetRequiredService<OutgoingEvents>(), perSecond * seconds);
        var endpoint = new Dictionary<Guid, EndpointRow>();
        foreach (var id in _endpoints)
            endpoint[id] = (await app.Services.GetRequiredService<EndpointStore>().FindAsync(_tenant, id, default))!;
        var since = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        for (var n = 0; n < total; await timer.WaitForNextTickAsync())
        {
            var due = Math.Min(total, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond));
            for (; n < due; n++)
            {
                var (target, data) = (endpoint[_endpoints[n % _endpoints.Count]], Data(n));
                await Database.WriteAsync(
                    session =>
                        events.PublishToAsync(
                            session,
                            target,
                            new(EventNames.MessageReceived, DateTimeOffset.UnixEpoch, data)
                        ),
                    default
                );
            }
        }
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        return await Database.ReadAsync(
            async session =>
                (IReadOnlyList<double>)
                    [
                        .. (
                            await session.ListAsync<long>(
                                "select a.started_at - d.created_at from deliveries d join delivery_attempts a"
                                    + " on a.delivery_id = d.id and a.number = 1 where d.created_at >= @since",
                                new { since }
                            )
                        )
                            .Select(milliseconds => (double)milliseconds)
                            .Order(),
                    ],
            default
        );
    }

    public Task<long> AttemptsAsync() =>
        Database.ReadAsync(session => session.ScalarAsync<long>("select count(*) from delivery_attempts"), default);

    // This query is cheap. Counting all rows repeatedly would distort the measurement.
    private Task<bool> IsSomethingPendingAsync() =>
        Database.ReadAsync(
            session => session.ScalarAsync<bool>("select exists (select 1 from deliveries where state = 'pending')"),
            default
        );

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (admin is not null)
            await ExecuteAsync(
                admin,
                $"drop database {new NpgsqlConnectionStringBuilder(postgres).Database} with (force)"
            );
        Directory.Delete(folder, recursive: true);
    }

    public static string Data(long n) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"messageId\":\"0199a1b2-c3d4-7e5f-8607-18293a4b5c6d\",\"phoneNumber\":\"+15550100000\","
                + $"\"contactPhone\":\"+15550100100\",\"contactName\":\"Somebody\",\"direction\":\"inbound\","
                + $"\"type\":\"text\",\"content\":{{\"body\":\"Message number {n} of the benchmark, "
                + $"about as long as what people write\"}},\"wamid\":"
                + $"\"wamid.HBgLMTU1NTAxMDAwMDAVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA\",\"status\":\"received\"}}"
        );

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private void Wake()
    {
        var signal = app.Services.GetRequiredService<DeliverySignal>();
        foreach (var id in _endpoints)
            signal.Mark(new(id, _tenant.OrganizationId, false, DateTimeOffset.UnixEpoch));
    }
}

/// <summary>
/// Other processes of the benchmark: a receiver that only answers, and a server on a filled database.
/// </summary>
internal static class DeliveryBenchParts
{
    public static async Task<int> SinkAsync(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        var app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentLength = 0;
        });
        await app.RunAsync();
        return 0;
    }

    public static async Task<int> ServerAsync(string url, string folder, string postgres)
    {
        var app = DeliveryBenchStage.Create(folder, postgres.Length > 0 ? postgres : null, url);
        await app.PrepareStorageAsync();
        await app.RunAsync();
        return 0;
    }
}
