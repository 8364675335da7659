using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Payments;

/// <summary>The rows of <c>payment_notices</c>. A notice and its event are stored in one transaction.</summary>
internal sealed class PaymentNotices(OutgoingEvents events, Database database, TimeProvider clock)
{
    /// <summary>Publishes a notice. A repeated notice is dropped.</summary>
    /// <param name="connection">The connection that the notice is for.</param>
    /// <param name="body">The raw body of the notice.</param>
    /// <param name="payload">The parsed body.</param>
    public Task TakeAsync(ConnectionRow connection, ReadOnlyMemory<byte> body, JsonElement payload)
    {
        var id = payload.Text("id");
        var key = KeyOf(connection, body, id);
        var data = new PaymentEvent(
            connection.Id,
            connection.Provider,
            connection.Channel,
            payload.Text("event") ?? payload.Text("status"),
            id,
            payload
        );
        return database.WriteAsync(
            async session =>
            {
                var args = new
                {
                    connection.Id,
                    key,
                    now = clock.GetUtcNow(),
                };
                if (
                    await session.ExecuteAsync(
                        "insert into payment_notices (connection_id, notice_key, received_at) "
                            + "values (@Id, @key, @now) on conflict do nothing",
                        args
                    ) == 0
                )
                    return;
                var text = Wire.Text(data, PaymentJson.Default.PaymentEvent);
                var e = new NewEvent(EventNames.PaymentUpdated, args.now, text) { Channel = connection.Channel };
                await events.PublishAsync(session, connection.Tenant, e);
            },
            CancellationToken.None
        );
    }

    // Each notice of AbacatePay has an id. Iniciador's id is that of the payment, so only the whole body
    // distinguishes two notices.
    private static byte[] KeyOf(ConnectionRow connection, ReadOnlyMemory<byte> body, string? id) =>
        SHA256.HashData(
            connection.Provider == Providers.AbacatePay && id is not null ? Encoding.UTF8.GetBytes(id) : body.Span
        );

    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from payment_notices where (connection_id, notice_key) in (
                        select connection_id, notice_key from payment_notices
                        where received_at < @before order by received_at limit @rows)
                    """,
                    new { before = now - keep, rows }
                ),
            cancellation
        );
}

/// <summary>Data of <c>payment.updated</c>. <paramref name="Payload"/> is the provider's notice, unchanged.</summary>
/// <param name="ProviderEvent">AbacatePay's <c>event</c>, Iniciador's <c>status</c>.</param>
/// <param name="ProviderId">AbacatePay's id of the notice, Iniciador's id of the payment.</param>
public sealed record PaymentEvent(
    string ConnectionId,
    string Provider,
    string Channel,
    string? ProviderEvent,
    string? ProviderId,
    JsonElement Payload
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PaymentEvent))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class PaymentJson : JsonSerializerContext;
