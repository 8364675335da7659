using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Asks the provider about a connection, stores the answer with its time, and changes the connection's status
/// accordingly.
/// </summary>
internal sealed class ConnectionChecker(
    ConnectionStore connections,
    ChannelRegistry channels,
    ConnectionNews news,
    PhoneStore phones,
    ConnectedNumbers connectedNumbers,
    Database database,
    Chance chance,
    TimeProvider clock
)
{
    /// <summary>After this time a check counts as abandoned, and its connections are checked again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Checks up to <paramref name="limit"/> due connections and returns their number.</summary>
    public async Task<int> RunDueAsync(int limit, CancellationToken cancellation)
    {
        var due = await connections.ClaimChecksAsync(limit, Lease, cancellation);
        foreach (var connection in due)
            await CheckAsync(connection, cancellation);
        return due.Count;
    }

    /// <summary>
    /// Runs one live check. When the provider cannot be reached, the stored answer and the status stay.
    /// </summary>
    public async Task CheckAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        var checks = channels.Of(connection.Channel).Check is { } check
            ? await check.ReadAsync(connection, cancellation)
            : null;
        var now = clock.GetUtcNow();
        var nextAt = CheckRules.NextDue(now, connection.TokenExpiresAt, chance.Next());
        if (checks is null || checks.All(IsNoAnswer))
        {
            await database.WriteAsync(
                session => connections.SetCheckDueAsync(session, connection.Id, nextAt),
                cancellation
            );
            return;
        }
        await KeepAsync(connection, checks, now, nextAt);
    }

    /// <summary>The stored answer of the newest live check.</summary>
    public static IReadOnlyList<HealthCheck> Kept(ConnectionRow connection) =>
        connection.Checks is { } text
            ? JsonSerializer.Deserialize(text, CheckJson.Default.IReadOnlyListHealthCheck)!
            : [];

    // What is known of the app's webhook fields may be an earlier answer.
    private static bool IsNoAnswer(HealthCheck check) =>
        check.State == CheckState.Unknown || check.Name == WebhookFieldCheck.Name;

    private async Task KeepAsync(
        ConnectionRow connection,
        IReadOnlyList<HealthCheck> checks,
        DateTimeOffset now,
        DateTimeOffset nextAt
    )
    {
        var (status, reason) = CheckRules.Judge(connection.Status, connection.StatusReason, checks);
        var connected = await ConnectedAsync(connection, status);
        var text = Wire.Text(checks, CheckJson.Default.IReadOnlyListHealthCheck);
        await database.WriteAsync(
            async session =>
            {
                await connections.SaveCheckAsync(session, connection.Id, text, now, nextAt);
                if ((status, reason) == (connection.Status, connection.StatusReason))
                    return;
                // A rotation or a disconnect changed the row during the check, so the answer is about an old
                // credential.
                if (!await connections.TrySetStatusAsync(session, connection, status, reason))
                    return;
                await news.RecordAsync(session, connection, Actor.System, status, reason);
                if (connected is not null)
                    await connected(session);
            },
            CancellationToken.None
        );
    }

    /// <summary>What happens when a number that was pending proves to be connected.</summary>
    private async Task<Func<DbSession, Task>?> ConnectedAsync(ConnectionRow connection, string status) =>
        (connection.Status, status) == (ConnectionStatus.Pending, ConnectionStatus.Connected)
        && await phones.FindByConnectionAsync(connection.Tenant, connection.Id, CancellationToken.None) is { } phone
            ? await connectedNumbers.PrepareAsync(phone, CancellationToken.None)
            : null;
}

/// <summary>The newest live check, as a connection's row stores it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(IReadOnlyList<HealthCheck>))]
internal sealed partial class CheckJson : JsonSerializerContext;
