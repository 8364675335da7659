using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>Changes the display name, the active payment connection and the webhook secret.</summary>
internal sealed class ConnectionUpdate(
    ConnectionStore connections,
    ConnectionAudit audit,
    Vault vault,
    Database database
)
{
    /// <returns>The error; null when the connection was changed.</returns>
    public async Task<Problem?> RunAsync(
        ConnectionRow row,
        UpdateConnectionRequest request,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (ConnectionRules.Check(request, row) is { } refused)
            return refused;
        var secret = await SealedSecretAsync(row, request.WebhookSecret, cancellation);
        var name = ShownText.CleanIfGiven(request.DisplayName);
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryUpdateAsync(session, row, name, secret, request.Active))
                    return false;
                await audit.DoneAsync(session, row.Tenant, actor, ConnectionAudit.Updated, row.Id);
                return true;
            },
            CancellationToken.None
        );
        return won ? null : ConnectionProblems.Changed;
    }

    private async Task<byte[]?> SealedSecretAsync(ConnectionRow row, string? text, CancellationToken cancellation) =>
        text is null
            ? null
            : await vault.SealAsync(
                ConnectionStore.WebhookSecretPlace(row.OrganizationId, row.Id),
                new Secret(text),
                cancellation
            );
}
