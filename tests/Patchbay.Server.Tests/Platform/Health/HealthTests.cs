using System.Net;
using Patchbay.Server.Health;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Health;

/// <summary>The answers for load balancers and operators.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_running_process_is_live()
    {
        await using var host = await PatchbayHost.StartAsync();

        var live = await host.Anonymous.GetAsync("/health/live").ShouldBeAsync(HttpStatusCode.OK);

        live.GetProperty("status").GetString().ShouldBe("ok");
    }

    [Theory, EachDatabase]
    public async Task A_ready_server_reports_its_parts(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);

        var ready = await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK);

        ready.GetProperty("status").GetString().ShouldBe("ok");
        ready.GetProperty("database").TryGetProperty("writeMilliseconds", out _).ShouldBeTrue();
        ready.GetProperty("intake").GetProperty("queued").GetInt32().ShouldBe(0);
        ready.GetProperty("deliveries").GetProperty("oldestDueSeconds").GetDouble().ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Readiness_names_the_version_of_the_database_to_callers_with_a_key_only(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var caller = (await host.CreateOrganizationAsync()).Sandbox;

        var toStranger = await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK);
        var toCaller = await caller.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK);

        toStranger.GetProperty("database").TryGetProperty("version", out _).ShouldBeFalse();
        toCaller
            .GetProperty("database")
            .GetProperty("version")
            .GetString()!
            .ShouldStartWith(kind == DatabaseKind.Sqlite ? "SQLite 3." : "PostgreSQL ");
    }

    [Theory, EachDatabase]
    public async Task A_server_is_not_ready_while_its_database_fails_to_write(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        await SqlAsync(host, "alter table health_checks rename to put_away");

        var ready = await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await host.Anonymous.GetAsync("/health/live").ShouldBeAsync(HttpStatusCode.OK);
        await SqlAsync(host, "alter table put_away rename to health_checks");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK);

        ready.GetProperty("status").GetString().ShouldBe("unavailable");
        ready.GetProperty("database").GetProperty("status").GetString().ShouldBe("unavailable");
    }

    [Fact]
    public async Task Readiness_checks_write_to_the_database_at_most_once_a_second()
    {
        await using var host = await PatchbayHost.StartAsync();
        await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK);
        await SqlAsync(host, "drop table health_checks");

        await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK); // answered from the last check
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData(0, "ok")]
    [InlineData(2049, "degraded")]
    [InlineData(4096, "unavailable")]
    public void The_status_of_the_queue_depends_on_its_length(int queued, string status) =>
        HealthRules.OfQueue(queued, 4096).ShouldBe(status);

    [Fact]
    public void A_worker_that_stopped_is_degraded_and_the_worst_status_counts()
    {
        HealthRules.OfWorker(TimeSpan.FromSeconds(31)).ShouldBe("ok");
        HealthRules.OfWorker(TimeSpan.FromSeconds(91)).ShouldBe("degraded");
        HealthRules.Overall(["ok", "degraded", "ok"]).ShouldBe("degraded");
        HealthRules.Overall(["degraded", "unavailable"]).ShouldBe("unavailable");
    }

    private static Task SqlAsync(PatchbayHost host, string sql) =>
        host.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql), default);
}
