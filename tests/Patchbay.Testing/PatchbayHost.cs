using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Testing;

/// <summary>The real server on a free loopback port, with a database and a clock of its own.</summary>
public sealed class PatchbayHost : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private PatchbayHost(TestDatabase database, WebApplication app, ManualClock clock)
    {
        _database = database;
        _app = app;
        Clock = clock;
        Anonymous = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public ManualClock Clock { get; }

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>A client that sends no key.</summary>
    public HttpClient Anonymous { get; }

    public static Task<PatchbayHost> StartAsync(
        DatabaseKind kind = DatabaseKind.Sqlite, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null,
        ManualClock? clock = null) => StartAsync(() => TestDatabase.CreateAsync(kind), settings, services, clock);

    /// <summary>One more server on the database of this one, as behind a load balancer; dispose it first.</summary>
    public Task<PatchbayHost> StartSecondAsync(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? services = null) =>
        StartAsync(() => Task.FromResult(_database.Borrow()), settings, services, Clock);

    private static async Task<PatchbayHost> StartAsync(
        Func<Task<TestDatabase>> open, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? services, ManualClock? clock)
    {
        var database = await open();
        clock ??= new ManualClock();
        var app = ServerSetup.Create([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            // PATCHBAY_TEST_LOGS=1 shows what the server logs, for looking into a failure.
            if (Environment.GetEnvironmentVariable("PATCHBAY_TEST_LOGS") is null) builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:DataFolder"] = database.Folder,
                ["Storage:Postgres"] = database.Postgres,
                ["Emulator:Enabled"] = "false",
                ["Vault:MasterKeys:0"] = "test:" + Convert.ToBase64String(new byte[32]),
            });
            if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<TimeProvider>(clock);
            services?.Invoke(builder.Services);
        });
        await app.PrepareAsync();
        await app.StartAsync();
        return new(database, app, clock);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A new organization, with keys of every scope for both environments.</summary>
    public async Task<TestOrganization> CreateOrganizationAsync(string name = "Acme SaaS")
    {
        var id = await Get<OrganizationStore>().CreateAsync(name, default);
        return new(id, await ClientAsync(new(id, Environments.Sandbox)), await ClientAsync(new(id, Environments.Production)));
    }

    /// <summary>A client with a new key of exactly these scopes (all of them when none is given).</summary>
    public Task<HttpClient> ClientAsync(Tenant tenant, params string[] scopes) => ClientAsync(tenant, Roles.Admin, scopes);

    public async Task<HttpClient> ClientAsync(Tenant tenant, string role, IReadOnlyList<string> scopes)
    {
        var (_, text) = await Get<ApiKeyStore>().CreateAsync(tenant, "test", scopes.Count > 0 ? scopes : Scopes.All, role, null, default);
        return ClientWith(text);
    }

    public HttpClient ClientWith(string apiKey) => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
    };

    /// <summary>Lets the workers finish what is under way; what they did can then be looked at.</summary>
    public Task StopWorkAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>An organization and a client for each of its environments.</summary>
public sealed record TestOrganization(Guid Id, HttpClient Sandbox, HttpClient Production)
{
    public Tenant SandboxTenant => new(Id, Environments.Sandbox);

    public Tenant ProductionTenant => new(Id, Environments.Production);
}
