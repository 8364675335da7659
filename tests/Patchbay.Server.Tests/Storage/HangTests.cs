using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

/// <summary>
/// PostgreSQL that answers nothing for a table, because another session holds its lock. The fault scenario "hang" stops
/// the whole server.
/// </summary>
public sealed class HangTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5.5);

    [Theory]
    [InlineData("inbound_events", "POST /webhooks/meta")]
    [InlineData("inbound_events", "POST /webhook/whatsapp")]
    [InlineData("phones", "POST /webhook/phone/019bdd19-9928-703e-99ea-0986869b5ef5")]
    [InlineData("inbound_events", "POST /hooks/whatsapp")]
    [InlineData("instance_channels", "GET /hooks/whatsapp?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1")]
    [InlineData("integration_accounts", "POST /webhook/email/019bdd19-9928-703e-99ea-0986869b5ef5")]
    [InlineData("api_keys", "GET /v1/phones")]
    [InlineData("phones", "GET /v1/phones")]
    [InlineData("integration_accounts", "GET /api/integrations/accounts")]
    [InlineData("health_checks", "GET /health/ready")]
    public async Task A_statement_that_hangs_is_503_within_five_seconds(string table, string call)
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, $"{TestDatabase.PostgresVariable} names no PostgreSQL");
        await using var stage = await Stage.StartAsync(DatabaseKind.Postgres);
        var phone = await stage.ConnectQuietlyAsync();
        var body = Payload.OneText(phone.MetaPhoneNumberId, "wamid.1");
        Task<HttpResponseMessage> Call() =>
            call.Split(' ') is ["GET", var path] ? stage.Api.GetAsync(path) : stage.PostSignedAsync(body, call[5..]);
        await using (await LockAsync(stage, table))
        {
            var began = Stopwatch.GetTimestamp();
            // Calls that come while the first one waits must not wait as long again after it.
            var calls = Enumerable.Range(0, 5).Select(_ => Call()).ToList();
            foreach (var waiting in calls)
            {
                using var answer = await waiting;
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                if (call != "GET /health/ready")
                    answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            }
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Limit);
        }
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        using var after = await Call();
        after.StatusCode.ShouldNotBe(HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>Locks a table until the connection is disposed.</summary>
    private static async Task<NpgsqlConnection> LockAsync(Stage stage, string table)
    {
        var connection = new NpgsqlConnection(
            stage.Host.Get<IOptions<StorageOptions>>().Value.Postgres + ";Pooling=false"
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; lock table {table} in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
