using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>Asks the provider for the permissions of credentials.</summary>
internal sealed class PaymentProviders(AbacatePay abacatePay, Iniciador iniciador)
{
    /// <summary>
    /// Asks for a connection's account with the given secret, which is the stored secret or its replacement.
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
