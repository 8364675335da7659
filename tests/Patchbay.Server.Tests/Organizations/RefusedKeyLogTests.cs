using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations;

/// <summary>A refused key leaves a line that tells its id and its source, and never the key.</summary>
public sealed class RefusedKeyLogTests
{
    [Theory]
    [InlineData("wrong secret")]
    [InlineData("revoked")]
    [InlineData("unknown")]
    [InlineData("malformed")]
    public async Task The_log_tells_the_key_id_and_the_source(string what)
    {
        using var lines = new Lines();
        await using var stage = await Stage.StartAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(lines)
        );
        var made = (
            await stage.Api.PostJsonAsync("/v1/api-keys", """{"name":"CI"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        var (text, lookupId) = ApiKeyText.Create("sandbox", stage.Host.Get<Patchbay.Server.Platform.Ids>());
        var (key, told) = what switch
        {
            "revoked" => (made.Text("key")!, $"key {made.Id()}"),
            "unknown" => (text, "unknown key"),
            "malformed" => ("sk_org_sandbox_nonsense", "malformed key"),
            _ => (text, $"key {made.Id()}"),
        };
        if (what == "revoked")
            await stage.Api.DeleteAsync($"/v1/api-keys/{made.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        if (what == "wrong secret")
        {
            await stage
                .Host.Get<Patchbay.Server.Storage.Database>()
                .WriteAsync(
                    session =>
                        session.ExecuteAsync(
                            "update api_keys set lookup_id = @lookupId where id = @id",
                            new { lookupId, id = Guid.Parse(made.Id()) }
                        ),
                    default
                );
        }
        using var client = stage.Host.ClientWith(key);
        await client.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.Unauthorized);
        var line = lines.Written.Single(written => written.Contains("invalid_api_key", StringComparison.Ordinal));
        line.ShouldContain(told);
        line.ShouldContain("from 127.0.0.1");
        lines.Written.ShouldAllBe(written => !written.Contains(key, StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Written.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }
}
