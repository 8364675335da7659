using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Patchbay.Server;
using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing.Canary;
using Shouldly;

namespace Patchbay.Testing;

/// <summary>The real server on a free loopback port, with its own database and clock.</summary>
public sealed class PatchbayHost : IAsyncDisposable
{
    /// <summary>A key that can be found in text, in bytes and in base64.</summary>
    public const string MasterKey = "canary-master-key-of-32-bytes!!!";

    private const int HashRounds = 1000;

    private static readonly string MasterKeyEntry =
        "test:" + Convert.ToBase64String(Encoding.ASCII.GetBytes(MasterKey));

    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly CanaryLogs _logs;
    private readonly bool _isSecond;

    private PatchbayHost(
        TestDatabase database,
        WebApplication app,
        ManualClock clock,
        Canaries canaries,
        CanaryLogs logs,
        bool isSecond
    )
    {
        _database = database;
        _app = app;
        _logs = logs;
        _isSecond = isSecond;
        Clock = clock;
        Canaries = canaries;
        Anonymous = Client();
    }

    /// <summary>
    /// The secrets of this server. Disposal fails when logs, refusals or the database contain one in plain text.
    /// </summary>
    public Canaries Canaries { get; }

    public ManualClock Clock { get; }

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>A client that sends no key.</summary>
    public HttpClient Anonymous { get; }

    public static Task<PatchbayHost> StartAsync(
        DatabaseKind kind = DatabaseKind.Sqlite,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        ManualClock? clock = null
    ) => StartAsync(() => TestDatabase.CreateAsync(kind), settings, services, clock, new(), isSecond: false);

    /// <summary>Starts a server on an existing database, whose data folder may contain master keys.</summary>
    public static Task<PatchbayHost> StartOnAsync(
        TestDatabase database,
        IReadOnlyDictionary<string, string?> settings,
        ManualClock clock
    ) => StartAsync(() => Task.FromResult(database), settings, services: null, clock, new(), isSecond: false);

    /// <summary>
    /// Starts a second server on the same database, as behind a load balancer. Dispose it before the first.
    /// </summary>
    public Task<PatchbayHost> StartSecondAsync(
        IReadOnlyDictionary<string, string?> settings,
        Action<IServiceCollection>? services = null
    ) => StartAsync(() => Task.FromResult(_database.Borrow()), settings, services, Clock, Canaries, isSecond: true);

    private static async Task<PatchbayHost> StartAsync(
        Func<Task<TestDatabase>> open,
        IReadOnlyDictionary<string, string?>? settings,
        Action<IServiceCollection>? services,
        ManualClock? clock,
        Canaries canaries,
        bool isSecond
    )
    {
        var database = await open();
        clock ??= new ManualClock();
        var logs = new CanaryLogs(canaries);
        var app = ServerSetup.Create(
            settings?.GetValueOrDefault("environment") is { } environment ? [$"--environment={environment}"] : [],
            builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                // PATCHBAY_TEST_LOGS=1 shows what the server logs, for looking into a failure.
                if (Environment.GetEnvironmentVariable("PATCHBAY_TEST_LOGS") is null)
                    builder.Logging.ClearProviders();
                builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Information).AddProvider(logs);
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Storage:DataFolder"] = database.Folder,
                        ["Storage:Postgres"] = database.Postgres,
                        ["Emulator:Enabled"] = "false",
                        // Tests ask in tight loops.
                        ["Limits:RequestsPerSecond"] = "0",
                        ["Limits:RequestsPerSecondAndOrganization"] = "0",
                        ["Limits:LogInsPerMinute"] = "0",
                        ["Limits:CreationsPerMinute"] = "0",
                        ["Logging:LogLevel:Default"] = "Trace",
                        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
                    }
                );
                if (!File.Exists(Path.Combine(database.Folder, "master-key")))
                    builder.Configuration["Vault:MasterKeys:0"] = MasterKeyEntry;
                if (settings is not null)
                    builder.Configuration.AddInMemoryCollection(settings);
                Learn(canaries, settings ?? new Dictionary<string, string?>());
                builder.Services.AddSingleton<TimeProvider>(clock);
                // Real hashes take most of the time of tests about users.
                builder.Services.AddSingleton(provider => new Passwords(
                    provider.GetRequiredService<Ids>(),
                    rounds: HashRounds
                ));
                services?.Invoke(builder.Services);
            }
        );
        await app.PrepareStorageAsync();
        await app.StartAsync();
        return new(database, app, clock, canaries, logs, isSecond);
    }

    private static void Learn(Canaries canaries, IReadOnlyDictionary<string, string?> settings)
    {
        canaries.Add("the master key", MasterKey);
        canaries.Add("the master key in base64", Convert.ToBase64String(Encoding.ASCII.GetBytes(MasterKey)));
        foreach (var (name, value) in settings)
        {
            if (name.EndsWith("Secret", StringComparison.Ordinal) || name.EndsWith("Token", StringComparison.Ordinal))
                canaries.Add(name, value);
            else if (name.StartsWith("Vault:MasterKeys", StringComparison.Ordinal))
                canaries.Add(name, value?.Split(':')[^1]);
        }
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Creates an organization, with keys of all scopes for both environments.</summary>
    public async Task<TestOrganization> CreateOrganizationAsync(string name = "Acme SaaS")
    {
        var id = await Get<OrganizationStore>().CreateAsync(name, default);
        return new(
            id,
            await ClientAsync(new(id, Environments.Sandbox)),
            await ClientAsync(new(id, Environments.Production))
        );
    }

    /// <summary>A client with a new key of these scopes, or of all scopes when none is given.</summary>
    public Task<HttpClient> ClientAsync(Tenant tenant, params string[] scopes) =>
        ClientAsync(tenant, Roles.Admin, scopes);

    public async Task<HttpClient> ClientAsync(Tenant tenant, string role, IReadOnlyList<string> scopes)
    {
        var (_, text) = await Get<ApiKeyStore>()
            .CreateAsync(tenant, "test", scopes.Count > 0 ? scopes : Scopes.All, role, null, default);
        return ClientWith(text);
    }

    /// <summary>A client without a key and without cookies of earlier calls.</summary>
    public HttpClient NewBrowser() => Client();

    public HttpClient ClientWith(string apiKey)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        return client;
    }

    /// <summary>
    /// Waits until no call to a customer is due or open. A receiver gets a call before the server has its result.
    /// Moving the clock in between would time the call out and delay the next one.
    /// </summary>
    public async Task CallsEndedAsync()
    {
        var queues = Get<DeliveryQueueStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        bool isDue;
        do isDue = await queues.OldestDueAsync(default) <= Clock.GetUtcNow();
        while (isDue && !patience.IsCancellationRequested);
        isDue.ShouldBeFalse("due calls are not made");
    }

    /// <summary>
    /// Moves the clock in steps of a second until the task is complete, because a worker's pause may begin later.
    /// </summary>
    public async Task<T> AsTimePassesAsync<T>(Task<T> awaited)
    {
        while (!awaited.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(awaited, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }
        return await awaited;
    }

    /// <summary>Stops the server after the workers have finished their current work.</summary>
    public Task StopWorkAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        try
        {
            _logs.LookAtRest();
            if (_isSecond)
                return; // the first server searches the shared database
            await CanaryDatabase.LookAsync(Canaries, _database);
            Canaries.ShouldBeSilent();
        }
        finally
        {
            await _database.DisposeAsync();
        }
    }

    private HttpClient Client() => new(new CanaryHandler(Canaries)) { BaseAddress = Address };
}

/// <summary>An organization and a client for each of its environments.</summary>
public sealed record TestOrganization(Guid Id, HttpClient Sandbox, HttpClient Production)
{
    public Tenant SandboxTenant => new(Id, Environments.Sandbox);

    public Tenant ProductionTenant => new(Id, Environments.Production);
}
