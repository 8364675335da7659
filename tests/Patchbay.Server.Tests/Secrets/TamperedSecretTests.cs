using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Platform.Edge;
using Patchbay.Server.Tests.Platform.Telemetry;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Secrets;

/// <summary>
/// A sealed value that was altered in the database: the caller gets an answer in the surface's shape, and the operator
/// learns which row it is from the log, a metric and readiness.
/// </summary>
public sealed class TamperedSecretTests
{
    public static TheoryData<DatabaseKind, string> Alterations
    {
        get
        {
            var all = new TheoryData<DatabaseKind, string>();
            foreach (
                var how in (string[])["flipped", "cut", "empty", "of another layout", "of another version", "moved"]
            )
                all.Add(DatabaseKind.Sqlite, how);
            if (TestDatabase.PostgresServer is not null)
                all.Add(DatabaseKind.Postgres, "flipped");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task An_altered_token_is_named_to_the_operator_and_is_no_crash(DatabaseKind kind, string how)
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(kind, services: Keep(logs));
        using var metrics = new HeardMetrics(stage.Host);
        var phone = await stage.ConnectAsync();
        var other = await stage.ConnectAsync();
        await AlterAsync(stage, "connections", "access_token", how);

        foreach (var number in (ConnectedPhone[])[phone, other])
        {
            await stage
                .Api.PostJsonAsync(
                    $"/v1/phones/{number.Id}/messages",
                    """{"type":"text","to":"+15550100001","text":"Hello"}"""
                )
                .ShouldBeRefusedAsync(HttpStatusCode.InternalServerError, "secret_unreadable");
        }

        var named = logs
            .Alarming.Where(line => line.Text.Contains("cannot be opened", StringComparison.Ordinal))
            .ToList();
        named.ShouldNotBeEmpty();
        named.ShouldAllBe(line =>
            line.Text.Contains("table connections, row pc_", StringComparison.Ordinal)
            && line.Text.Contains("column access_token", StringComparison.Ordinal)
        );
        metrics.Sum("patchbay.vault.unreadable").ShouldBeGreaterThanOrEqualTo(2);
        var ready = await stage.Host.Anonymous.GetAsync("/health/ready").ShouldBeAsync(HttpStatusCode.OK);
        ready.GetProperty("status").GetString().ShouldBe("degraded");
        ready.GetProperty("secrets").GetProperty("unreadable").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Each_surface_answers_in_its_own_shape()
    {
        await using var stage = await Stage.StartAsync();
        var number = stage.Meta.Connect();
        var instance = await stage.CreateInstanceAsync();
        await stage.SetUpAsync(instance, number);
        var accounts = await stage.Api.GetAsync("/api/integrations/accounts").ShouldBeAsync(HttpStatusCode.OK);
        var account = accounts[0].GetProperty("id").GetString();
        foreach (
            var (table, column) in ((string, string)[])
                [
                    ("connections", "access_token"),
                    ("instance_channels", "verify_token"),
                    ("integration_accounts", "verify_token"),
                ]
        )
            await AlterAsync(stage, table, column, "flipped");

        var instanceAnswer = await stage
            .Api.GetAsync($"{InstanceStage.Root}/{instance}/channels")
            .ShouldBeAsync(HttpStatusCode.InternalServerError);
        var accountAnswer = await stage
            .Api.GetAsync($"/api/integrations/accounts/{account}")
            .ShouldBeAsync(HttpStatusCode.InternalServerError);

        instanceAnswer.GetProperty("detail").GetString()!.ShouldStartWith("A stored secret cannot be read");
        accountAnswer.GetProperty("code").GetString().ShouldBe("INTERNAL_ERROR");
        accountAnswer.GetProperty("error").GetString()!.ShouldStartWith("A stored secret cannot be read");
    }

    [Fact]
    public async Task An_altered_data_key_is_named_by_its_own_row()
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(services: Keep(logs));
        var phone = await stage.ConnectAsync();
        await stage
            .Host.Get<Database>()
            .WriteAsync(session => session.ExecuteAsync("update data_keys set wrapped_key = zeroblob(60)"), default);
        // The first server has the key in memory.
        await using var next = await stage.Host.StartSecondAsync(stage.Settings, Keep(logs));
        using var api = next.ClientWith(stage.Api.DefaultRequestHeaders.Authorization!.Parameter!);

        await api.PostJsonAsync(
                $"/v1/phones/{phone.Id}/messages",
                """{"type":"text","to":"+15550100001","text":"Hello"}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.InternalServerError, "secret_unreadable");

        logs.Alarming.ShouldContain(line =>
            line.Text.Contains("table data_keys", StringComparison.Ordinal)
            && line.Text.Contains("column wrapped_key", StringComparison.Ordinal)
        );
    }

    private static Task AlterAsync(Stage stage, string table, string column, string how) =>
        stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        $"update {table} set {column} = {Altered(stage, column, how)} where {column} is not null"
                    ),
                default
            );

    private static string Altered(Stage stage, string column, string how) =>
        how switch
        {
            "flipped" when stage.Host.Get<Database>().IsPostgres =>
                $"set_byte({column}, 20, 255 - get_byte({column}, 20))",
            "flipped" => $"cast(substr({column}, 1, 20) || x'00FF00FF' || substr({column}, 25) as blob)",
            "cut" => $"cast(substr({column}, 1, 12) as blob)",
            "empty" => "x''",
            "of another layout" => $"cast(x'07' || substr({column}, 2) as blob)",
            "of another version" => $"cast(substr({column}, 1, 1) || x'00000009' || substr({column}, 6) as blob)",
            // A value that is sealed for one row does not open in another.
            _ => "(select verify_token from integration_accounts limit 1)",
        };

    private static Action<IServiceCollection> Keep(KeptLogs logs) =>
        services => services.AddSingleton<ILoggerProvider>(logs);
}
