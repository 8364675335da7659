using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>The payment channels, which have connections but no accounts or messages.</summary>
internal static class PaymentChannel
{
    public const string Payments = "payments",
        AgenticPayments = "agentic_payments";

    public static readonly string[] All = [Payments, AgenticPayments];

    public static Channel Of(string name, IServiceProvider services) =>
        new()
        {
            Settings = new ChannelSettings { Name = name, Title = "payments" },
            Connect = services.GetRequiredService<PaymentConnect>(),
            Check = services.GetRequiredService<PaymentCheck>(),
        };
}

/// <summary>
/// Verifies new credentials of payment connections. <see cref="PaymentConnector"/> makes the connections.
/// </summary>
internal sealed class PaymentConnect(PaymentProviders payments) : ChannelConnect
{
    public override async Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    )
    {
        var (grant, problem) = await payments.VerifyAsync(connection, credential, cancellation);
        if (problem is not null)
            return problem with { Field = "access_token" };
        if (grant is null || grant.AccountId != connection.ProviderAccountId)
            return ConnectionProblems.NotRotatable;
        return new ProvenCredential
        {
            ApiSecret = credential,
            PaymentCapabilities = grant.PaymentsJson,
            AgenticCapabilities = grant.AgenticJson,
        };
    }
}

/// <summary>Asks a payment provider whether it still accepts the credentials of a connection.</summary>
internal sealed class PaymentCheck(ConnectionStore connections, PaymentProviders payments, TimeProvider clock)
    : ChannelCheck
{
    public override async Task<IReadOnlyList<HealthCheck>?> ReadAsync(
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
}
