using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>Asks either provider what credentials grant.</summary>
internal sealed class PaymentProviders(AbacatePay abacatePay, Iniciador iniciador)
{
    /// <summary>
    /// Asks with a connection's own account and the given secret: its stored one, or one that is to replace it.
    /// </summary>
    public Task<(ProviderGrant? Grant, Problem? Problem)> VerifyAsync(
        ConnectionRow connection,
        Secret secret,
        CancellationToken cancellation
    ) =>
        connection.Provider == Providers.AbacatePay
            ? abacatePay.VerifyAsync(connection.Environment, secret, cancellation)
            : iniciador.VerifyAsync(
                connection.Environment,
                connection.ProviderAccountId!,
                secret,
                connection.DefaultParticipantId,
                connection.AgentId,
                connection.AgenticApiBaseUrl,
                cancellation
            );
}
