using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>Publishes a warning when a token expires soon and was not renewed.</summary>
internal sealed class ExpiryWarnings(
    ConnectionStore connections,
    PhoneStore phones,
    ConnectionEvents events,
    Database database,
    TimeProvider clock
)
{
    private const int AtOnce = 100;

    public async Task RunDueAsync(CancellationToken cancellation)
    {
        foreach (var connection in await connections.ExpiringAsync(RefreshRules.FirstWarning, AtOnce, cancellation))
        {
            if (!RefreshRules.WarnNow(connection.TokenExpiresAt!.Value, connection.ExpiryWarnedAt, clock.GetUtcNow()))
                continue;
            var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
            await database.WriteAsync(
                async session =>
                {
                    if (await connections.TryMarkWarnedAsync(session, connection))
                        await events.ExpiringAsync(session, connection, phone);
                },
                cancellation
            );
        }
    }
}
