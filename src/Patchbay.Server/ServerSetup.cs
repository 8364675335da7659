using Patchbay.Server.Audit;
using Patchbay.Server.Channels;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Channels.WhatsApp.Media;
using Patchbay.Server.Channels.WhatsApp.Templates;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Health;
using Patchbay.Server.Intake;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Messages;
using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Projections;
using Patchbay.Server.Sandbox;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces;
using Patchbay.Server.Surfaces.Instances;
using Patchbay.Server.Surfaces.Instances.Hook;
using Patchbay.Server.Surfaces.Integrations;
using Patchbay.Server.Surfaces.Integrations.ConnectPage;
using Patchbay.Server.Surfaces.Integrations.Login;
using Patchbay.Server.Surfaces.Integrations.Receivers;
using Patchbay.Server.Surfaces.Messages;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Server.Surfaces.ProviderConnections;
using Patchbay.Server.Surfaces.Receivers;
using Patchbay.Server.Surfaces.Webhooks;

namespace Patchbay.Server;

/// <summary>Puts the server together: each room is added in one line.</summary>
public static class ServerSetup
{
    /// <summary>
    /// Creates the application, which tests and benchmarks start as well; <paramref name="configure"/> may replace the
    /// clock or settings.
    /// </summary>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Settings files are beside the program and are read once. A watcher would wake at every write to a database in
        // a folder below.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Kestrel looks once a second and needs up to two more, so this ends within 30 seconds.
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(27);
        });
        // The framework's own log of requests holds whole addresses, and the addresses of Meta's calls carry tokens.
        // With this log off, a request that is not traced has no span.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        AddPlatform(builder.Services);
        AddRooms(builder.Services);
        configure?.Invoke(builder);
        // Telemetry and sandbox come last, because what they add depends on the settings.
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddSingleton<ILoggerFactory, OutageLoggers>();
        builder.Services.AddSandbox(builder.Configuration);
        var app = builder.Build();
        UsePipeline(app);
        MapRooms(app);
        return app;
    }

    private static void AddPlatform(IServiceCollection services)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Ids>();
        services.AddSingleton<Chance>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<AnswerHeaders>();
        services.AddHealth();
        services.AddStorage();
        services.AddRetention();
        services.AddSecrets();
        services.AddLimits();
        services.AddApiKeys();
        services.AddIdempotency();
        services.AddOutbound();
        services.AddMeta();
        services.AddOpenApiDocuments();
    }

    private static void AddRooms(IServiceCollection services)
    {
        services.AddOrganizations();
        services.AddStoredConnections();
        services.AddLifecycle();
        services.AddProviderConnections();
        services.AddPayments();
        services.AddAudit();
        services.AddInstances();
        services.AddIntegrations();
        services.AddLogins();
        services.AddPhones();
        services.AddMessages();
        services.AddMessageRoutes();
        services.AddIntake();
        services.AddChannels();
        services.AddProjections();
        services.AddReceivers();
        services.AddOutgoing();
        services.AddOutgoingWebhooks();
        services.AddOnboarding();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseMiddleware<WebEdge>();
        app.UseRouting(); // calls the hooks directly, without the parts after it
        app.UseMiddleware<OuterEdge>();
        app.UseStatusCodePages(context => EmptyAnswers.WriteAsync(context.HttpContext));
        app.UseLimitsBySource();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseLimitsByOrganization();
        app.UseMiddleware<IdempotentRoutes>();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").LimitBySource(LimitKind.Pages);
    }

    private static void MapRooms(WebApplication app)
    {
        app.MapApiKeys();
        app.MapUserLogin();
        app.MapAccount();
        app.MapUsers();
        app.MapDivisions();
        app.MapRedirectOrigins();
        app.MapProviderConnections();
        app.MapPaymentConnections();
        app.MapAudit();
        app.MapOnboardingLinks();
        app.MapHostedPage();
        app.MapInstances();
        app.MapInstanceChannels();
        LoginPage.Map(app);
        app.MapIntegrations();
        app.MapLogins();
        app.MapConnectLinks();
        ConnectPageEndpoints.Map(app);
        app.MapPhones();
        app.MapMessages();
        app.MapChannels();
        app.MapOutgoingWebhooks();
        app.MapDeliveries();
        ReceiverEndpoints.Map(app);
        SharedHook.Map(app);
        AccountHooks.Map(app);
        app.MapMetaCallbacks();
        PaymentWebhooks.Map(app);
    }

    /// <summary>Brings the schema up to date and checks the master keys. Called before the server listens.</summary>
    /// <exception cref="StartRefusedException">The database or the master keys cannot be used.</exception>
    public static async Task PrepareStorageAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        var database = app.Services.GetRequiredService<Database>();
        try
        {
            await PrepareAsync(app.Services, database, cancellation);
        }
        catch (Exception error) when (database.IsUnavailable(error))
        {
            throw new StartRefusedException(database.Describe(error), error);
        }
    }

    private static async Task PrepareAsync(IServiceProvider services, Database database, CancellationToken cancellation)
    {
        await SchemaRunner.ApplyAsync(database, services.GetRequiredService<TimeProvider>(), cancellation);
        var (vault, masters) = (services.GetRequiredService<VaultStore>(), services.GetRequiredService<MasterKeys>());
        masters.Keep(await vault.UsedMasterKeysAsync(cancellation));
        services.GetRequiredService<DerivedKeys>().Load(await vault.CheckAsync(masters, cancellation), masters);
        await services.GetRequiredService<AccountAdoption>().RunAsync(cancellation);
        await services.GetRequiredService<EndpointQueries>().SealStoredAsync(cancellation);
        await services.GetRequiredService<LinkQueries>().SealStoredAsync(cancellation);
    }
}
