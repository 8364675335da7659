using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Patchbay.Server.Tests.Connections;

/// <summary>The server of another system, which answers Meta's challenge and takes what Meta sends.</summary>
internal sealed class ChallengeAnswerer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChallengeAnswerer(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/elsewhere";

    public static async Task<ChallengeAnswerer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/elsewhere", (HttpRequest request) => Results.Text(request.Query["hub.challenge"]));
        app.MapPost("/elsewhere", () => Results.Ok());
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
