using System.Diagnostics;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Connections;

/// <summary>Two server processes that share only the database renew each token once.</summary>
public sealed class RefreshProcessesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2),
        Gap = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Two_processes_renew_a_thousand_tokens_with_a_thousand_calls()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        const int count = 1000;
        await using var stage = await Stage.StartAsync(DatabaseKind.Postgres, services: RefreshTests.WithoutWorker);
        // The tokens are due by the clock of the stage and long overdue by the clock of the processes.
        await RefreshTests.InsertDueAsync(stage, count);

        // The version in the path of a call tells which process made it.
        await using var first = ProductProcess.Launch(stage.Host, Speaking("v22.0"));
        await using var second = ProductProcess.Launch(stage.Host, Speaking("v24.0"));
        var began = Stopwatch.GetTimestamp();
        while (await RefreshedAsync(stage) < count)
        {
            (first.IsRunning && second.IsRunning).ShouldBeTrue("a server ended");
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Patience);
            await Task.Delay(Gap, TimeProvider.System);
        }

        var calls = stage.Meta.Requests.Where(request => request.Path == "/oauth/access_token").ToList();
        calls.Count.ShouldBe(count);
        calls.Select(call => call.Version).Distinct().Order().ShouldBe(["v22.0", "v24.0"]);
    }

    private static Dictionary<string, string> Speaking(string version) =>
        new()
        {
            ["Meta:Sandbox:GraphVersion"] = version,
            ["Meta:Sandbox:SubscribeApp"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
        };

    private static Task<int> RefreshedAsync(Stage stage) =>
        stage
            .Host.Get<Database>()
            .ReadAsync(
                session =>
                    session.ScalarAsync<int>(
                        "select count(*) from connections where token_refreshed_at is not null and status = 'connected'"
                    ),
                default
            );
}
