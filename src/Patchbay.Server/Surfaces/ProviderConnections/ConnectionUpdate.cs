using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>Changes what a caller may change of a connection.</summary>
internal sealed class ConnectionUpdate(
    ConnectionStore connections,
    ConnectionAudit audit,
    Vault vault,
    Database database
)
{
    /// <returns>Why it was refused; null when the connection is changed.</returns>
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
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryUpdateAsync(session, row, request.DisplayName, secret, request.Active))
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
