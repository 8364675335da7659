using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Patchbay.Graph.Tests.Support;

/// <summary>
/// A real HTTP server on the loopback interface that gives the test's answers and keeps the requests.
/// </summary>
internal sealed class LocalGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new() { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    private LocalGraph(WebApplication app) => _app = app;

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public SeenRequest Single => Seen.ShouldHaveSingleItem();

    public Uri Address { get; private set; } = null!;

    public static async Task<LocalGraph> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        var graph = new LocalGraph(builder.Build());
        graph._app.Run(async context =>
        {
            graph.Seen.Enqueue(await SeenRequest.ReadAsync(context.Request));
            await answer(context);
        });
        await graph._app.StartAsync();
        var addresses = graph._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        graph.Address = new Uri(addresses.Addresses.Single());
        return graph;
    }

    public static Task<LocalGraph> AnsweringAsync(string json, int status = 200) => StartAsync(Json(json, status));

    public static RequestDelegate Json(string json, int status = 200) =>
        async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json; charset=UTF-8";
            await context.Response.WriteAsync(json);
        };

    public GraphClient Client(Func<GraphClientOptions, GraphClientOptions>? options = null, TimeProvider? time = null)
    {
        var plain = new GraphClientOptions
        {
            BaseAddress = Address,
            InstagramAddress = Address,
            InstagramLoginAddress = Address,
            Retry = new() { MaxRetries = 0 },
        };
        return new GraphClient(_http, options?.Invoke(plain) ?? plain, time);
    }

    public GraphSession Session(string token = "test-token") => Client().As(token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}

internal sealed record SeenRequest(
    string Method,
    string Path,
    string Query,
    string? Authorization,
    string? ContentType,
    string Body
)
{
    public static async Task<SeenRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        return new(
            request.Method,
            request.Path,
            request.QueryString.Value ?? "",
            request.Headers.Authorization,
            request.ContentType,
            body
        );
    }
}
