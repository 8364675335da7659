using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Patchbay.Bench;

/// <summary>A local server that reads each request and answers it as an accepted message.</summary>
internal sealed class GraphSink : IAsyncDisposable
{
    private static readonly byte[] _answer = Encoding.UTF8.GetBytes(
        """
        {"messaging_product":"whatsapp","contacts":[{"input":"+15550002222","wa_id":"15550002222"}],
        "messages":[{"id":"wamid.HBgLMTU1NTAwMDIyMjIVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA"}]}
        """.ReplaceLineEndings("")
    );

    private readonly WebApplication _app;

    private GraphSink(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<GraphSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = _answer.Length;
            await context.Response.Body.WriteAsync(_answer);
        });
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
