using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Migrations;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Pipeline;
using Patchbay.Emulator.Registry;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Usernames;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Composition;

/// <summary>The web server around the worlds, and what happens when a node is due.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication? _app;
    private readonly RequestRouter _router;
    private readonly IWorldStore _store;
    private readonly WebhookSender _sender;

    private EmulatorHost(EmulatorOptions options)
    {
        Options = options;
        _store = options.DataFile is null ? new MemoryStore() : new SqliteStore(options.DataFile, NodeJson.TypeInfo);
        _sender = new WebhookSender(options);
        Worlds = new WorldSet(options, _store, Wire, Seed.Plant);
        if (options.Urls.Length > 0)
            _app = Build(options);
        _router = new RequestRouter(
            Worlds,
            options,
            _app?.Logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        _app?.Run(_router.HandleAsync);
    }

    public EmulatorOptions Options { get; }
    public WorldSet Worlds { get; }
    public Uri BaseAddress { get; private set; } = new("http://emulator.test/");

    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancel)
    {
        ProtectControl(options);
        var host = new EmulatorHost(options);
        if (host._app is null)
            return host;
        await host._app.StartAsync(cancel);
        var address = host
            ._app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        host.BaseAddress = new Uri(address);
        return host;
    }

    public Task RunUntilStoppedAsync(CancellationToken cancel) => _app!.WaitForShutdownAsync(cancel);

    public HttpMessageHandler CreateHandler() => new InMemoryHandler(_router.HandleAsync);

    /// <summary>The control API can change everything, so it needs a token when other machines can reach it.</summary>
    private static void ProtectControl(EmulatorOptions options)
    {
        var isReachable = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Any(url => !IsLoopback(url));
        if (isReachable && string.IsNullOrEmpty(options.ControlToken))
            options.ControlToken = Convert.ToHexStringLower(
                System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)
            );
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await _sender.DisposeAsync();
        Worlds.Dispose();
    }

    private static WebApplication Build(EmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Paging links carry the token, and form values may come in the query.
            kestrel.Limits.MaxRequestLineSize = 32 * 1024;
            kestrel.Limits.MaxRequestBodySize = InputReader.LargestBody;
        });
        // Request lines would put tokens into the log, and logging them costs every request an activity.
        builder
            .Logging.SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddSimpleConsole();
        return builder.Build();
    }

    private void Wire(World world) =>
        world.Due += node =>
        {
            try
            {
                Wake(world, node);
            }
            catch (Exception failure)
            {
                // A timer has no caller to report to, and one bad node must not stop the others.
                if (_app is not null)
                    PipelineLog.WakeFailed(_app.Logger, node.Id, failure);
            }
        };

    private void Wake(World world, Node node)
    {
        switch (node)
        {
            case Message message:
                StatusLadder.Climb(world, message);
                break;
            case DirectMessage direct:
                DirectNews.Climb(world, direct);
                break;
            case Template template:
                TemplateLife.Wake(world, template);
                break;
            case Waba waba:
                AccountReview.Finish(world, waba);
                break;
            case PhoneNumber phone:
                NameReview.Finish(world, phone);
                break;
            case MigrationIntent intent:
                AccountTransfer.Finish(world, intent);
                break;
            case MobilityIntent intent:
                AccountTransfer.Finish(world, intent);
                break;
            case VoiceCall voice:
                CallOperations.TimeOut(world, voice);
                break;
            case UsernameRequest request:
                UsernameRules.Finish(world, request);
                break;
            case Delivery delivery:
                _sender.Send(world, delivery);
                break;
        }
    }
}
