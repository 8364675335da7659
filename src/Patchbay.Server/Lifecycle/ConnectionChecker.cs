using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Asks the provider about a connection, keeps the answer with its age, and moves the status when it says so.</summary>
internal sealed class ConnectionChecker(
    ConnectionStore connections,
    PhoneStore phones,
    HealthReader health,
    PaymentProviders payments,
    MetaApps apps,
    ConnectionAudit audit,
    ConnectionEvents events,
    Database database,
    Chance chance,
    TimeProvider clock
)
{
    /// <summary>A check that takes longer is given up: its rows are looked at again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Looks at up to <paramref name="limit"/> connections that are due; how many there were.</summary>
    public async Task<int> RunDueAsync(int limit, CancellationToken cancellation)
    {
        var due = await connections.ClaimChecksAsync(limit, Lease, cancellation);
        foreach (var connection in due)
            await CheckAsync(connection, cancellation);
        return due.Count;
    }

    /// <summary>One live check. Provider away: the last answer and the status stay.</summary>
    public async Task CheckAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        var phone =
            connection.Channel == ChannelNames.WhatsApp
                ? await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation)
                : null;
        var checks = await AskAsync(connection, phone, cancellation);
        var now = clock.GetUtcNow();
        var nextAt = CheckRules.NextDue(now, connection.TokenExpiresAt, chance.Next());
        if (checks is null || checks.All(check => check.State == CheckState.Unknown))
        {
            await database.WriteAsync(
                session => connections.SaveCheckAsync(session, connection.Id, null, null, nextAt),
                cancellation
            );
            return;
        }
        await KeepAsync(connection, phone, checks, now, nextAt);
    }

    /// <summary>The kept answer of the newest live check.</summary>
    public static IReadOnlyList<HealthCheck> Kept(ConnectionRow connection) =>
        connection.Checks is { } text
            ? JsonSerializer.Deserialize(text, CheckJson.Default.IReadOnlyListHealthCheck)!
            : [];

    private async Task<IReadOnlyList<HealthCheck>?> AskAsync(
        ConnectionRow connection,
        PhoneRow? phone,
        CancellationToken cancellation
    )
    {
        if (connection.Provider != Providers.Meta)
            return await AskPaymentsAsync(connection, cancellation);
        if (phone is not null)
        {
            var answer = await health.ReadAsync(phone, cancellation);
            return answer.IsStale ? null : answer.Checks;
        }
        var token = await connections.TokenAsync(connection, cancellation);
        if (token is null || apps.Find(connection.Environment) is not { } app)
            return null;
        return connection.Channel switch
        {
            ChannelNames.Instagram => await InstagramChecks.ReadAsync(
                app,
                token,
                connection,
                clock.GetUtcNow(),
                cancellation
            ),
            ChannelNames.Messenger => await MessengerChecks.ReadAsync(
                app,
                token,
                connection,
                clock.GetUtcNow(),
                cancellation
            ),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<HealthCheck>?> AskPaymentsAsync(
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        if (await connections.ApiSecretAsync(connection, cancellation) is not { } secret)
            return null;
        var (_, problem) = await payments.VerifyAsync(connection, secret, cancellation);
        bool? accepted = problem switch
        {
            null => true,
            { Status: 400, Code: "payment_provider_credentials_invalid" } => false,
            { Status: 400 } => true,
            _ => null,
        };
        var granted = accepted is true ? problem is null : (bool?)null;
        var now = clock.GetUtcNow();
        return
        [
            NumberHealthRules.Check("credentials", accepted, "credentials_refused", "rotate", now),
            NumberHealthRules.Check("permissions", granted, "permission_missing", "grant_permissions", now),
        ];
    }

    private async Task KeepAsync(
        ConnectionRow connection,
        PhoneRow? phone,
        IReadOnlyList<HealthCheck> checks,
        DateTimeOffset now,
        DateTimeOffset nextAt
    )
    {
        var (status, reason) = CheckRules.Judge(connection.Status, connection.StatusReason, checks);
        var text = Wire.Text(checks, CheckJson.Default.IReadOnlyListHealthCheck);
        await database.WriteAsync(
            async session =>
            {
                await connections.SaveCheckAsync(session, connection.Id, text, now, nextAt);
                if ((status, reason) == (connection.Status, connection.StatusReason))
                    return;
                // Changed meanwhile by a rotation or a disconnect: what was asked is no longer about this credential.
                if (!await connections.TrySetStatusAsync(session, connection, status, reason))
                    return;
                await audit.StatusAsync(session, connection, Actor.System, status, reason);
                await events.StatusAsync(session, connection, phone, status, reason);
            },
            CancellationToken.None
        );
    }
}

/// <summary>How the newest live check is kept in a connection's row.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(IReadOnlyList<HealthCheck>))]
internal sealed partial class CheckJson : JsonSerializerContext;
