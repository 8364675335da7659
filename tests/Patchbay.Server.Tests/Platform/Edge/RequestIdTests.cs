using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Edge;

/// <summary>An operator finds the log lines of a request by the id in its answer.</summary>
public sealed class RequestIdTests
{
    [Theory]
    [InlineData("/v1/phones", "phones")]
    [InlineData("/v1/instances", "instances")]
    [InlineData("/v1/provider-connections", "connections")]
    public async Task The_id_in_the_answer_to_a_failed_request_is_in_its_log_lines(string path, string table)
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(logs)
        );
        await stage
            .Host.Get<Database>()
            .WriteAsync(session => session.ExecuteAsync($"alter table {table} rename to put_away"), default);

        using var failed = await stage.Api.GetAsync(path);

        failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var id = failed.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem();
        logs.Alarming.ShouldHaveSingleItem().Scopes.ShouldContain(id);
        await stage
            .Host.Get<Database>()
            .WriteAsync(session => session.ExecuteAsync($"alter table put_away rename to {table}"), default);
    }

    [Fact]
    public async Task The_console_prints_the_id()
    {
        await using var host = await PatchbayHost.StartAsync();
        host.Get<IOptionsMonitor<SimpleConsoleFormatterOptions>>().CurrentValue.IncludeScopes.ShouldBeTrue();
    }
}
