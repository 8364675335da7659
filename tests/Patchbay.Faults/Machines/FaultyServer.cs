using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Patchbay.Server;

namespace Patchbay.Faults.Machines;

/// <summary>The server with a faulty middleware, for controls. The product itself has no faults to switch on.</summary>
internal static class FaultyServer
{
    /// <summary>Answers 200 before anything is stored.</summary>
    public const string AcknowledgesEarly = "acknowledges-early";

    /// <summary>Fails on a body that is not JSON.</summary>
    public const string TrustsInput = "trusts-input";

    /// <summary>Compares each part of a body with each other part.</summary>
    public const string SearchesContacts = "searches-contacts";

    /// <summary>Asks PostgreSQL before it takes a webhook, however long the answer takes.</summary>
    public const string WaitsForDatabase = "waits-for-database";

    /// <summary>Receives webhooks one after the other, so that a slow body holds up the next.</summary>
    public const string TakesTurns = "takes-turns";

    private static readonly string[] Paths = ["/webhooks/meta", "/hooks/whatsapp"];

    private static readonly SemaphoreSlim Turn = new(1);

    // As long as a commit on a slow disk, so that kills often happen before the commit.
    private static readonly TimeSpan SlowCommit = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(string fault, string[] args)
    {
        await using var app = ServerSetup.Create(
            args,
            builder =>
                builder.Services.AddSingleton<IStartupFilter>(
                    new FaultFilter(
                        fault switch
                        {
                            AcknowledgesEarly => AcknowledgeEarlyAsync,
                            TrustsInput => TrustInputAsync,
                            SearchesContacts => SearchContactsAsync,
                            WaitsForDatabase => AskDatabaseAsync,
                            TakesTurns => TakeTurnsAsync,
                            _ => throw new ArgumentException($"There is no fault '{fault}'.", nameof(fault)),
                        }
                    )
                )
        );
        await app.PrepareStorageAsync();
        await app.RunAsync();
        return 0;
    }

    private static async Task AcknowledgeEarlyAsync(HttpContext http, RequestDelegate next)
    {
        var copy = new DefaultHttpContext
        {
            RequestServices = http
                .RequestServices.GetRequiredService<IServiceScopeFactory>()
                .CreateScope()
                .ServiceProvider,
        };
        var body = await BodyAsync(http);
        (copy.Request.Method, copy.Request.Path, copy.Request.Body) = (
            http.Request.Method,
            http.Request.Path,
            new MemoryStream(body)
        );
        foreach (var (name, value) in http.Request.Headers)
            copy.Request.Headers[name] = value;
        await http.Response.CompleteAsync();
        await Task.Delay(SlowCommit, TimeProvider.System);
        await next(copy);
    }

    private static async Task TrustInputAsync(HttpContext http, RequestDelegate next)
    {
        var body = await BodyAsync(http);
        http.Request.Body = new MemoryStream(body);
        using var _ = System.Text.Json.JsonDocument.Parse(body);
        await next(http);
    }

    private static async Task SearchContactsAsync(HttpContext http, RequestDelegate next)
    {
        var body = await BodyAsync(http);
        http.Request.Body = new MemoryStream(body);
        var (messages, found) = (Math.Min(5_000, body.AsSpan().Count("\"from\""u8)), 0);
        for (var i = 0; i < messages; i++)
            found += body.AsSpan().Count("\"wa_id\""u8);
        GC.KeepAlive(found);
        await next(http);
    }

    private static async Task AskDatabaseAsync(HttpContext http, RequestDelegate next)
    {
        var settings = http.RequestServices.GetRequiredService<IConfiguration>();
        await using (var connection = new NpgsqlConnection(settings["Storage:Postgres"]))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync();
        }
        await next(http);
    }

    private static async Task TakeTurnsAsync(HttpContext http, RequestDelegate next)
    {
        await Turn.WaitAsync();
        try
        {
            await next(http);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        return memory.ToArray();
    }

    private sealed class FaultFilter(Func<HttpContext, RequestDelegate, Task> fault) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(inner => http => Paths.Contains(http.Request.Path.Value) ? fault(http, inner) : inner(http));
                next(app);
            };
    }
}
