using Microsoft.Extensions.Options;
using Patchbay.Server.Connections;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>
/// Answers whether each channel is ready. Uses the stored check, or a live check when the stored one is old.
/// </summary>
internal sealed class Readiness(
    ConnectionStore connections,
    ConnectionChecker checker,
    IOptions<ConnectionOptions> options,
    TimeProvider clock
)
{
    // When the provider does not answer within this time, the answer contains the stored check with its time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<ReadinessAnswer> ReadAsync(Tenant tenant, CancellationToken cancellation)
    {
        var whatsapp = OneAsync(tenant, ChannelNames.WhatsApp, cancellation);
        var instagram = OneAsync(tenant, ChannelNames.Instagram, cancellation);
        var payments = PaymentsAsync(tenant, cancellation);
        var agentic = OneAsync(tenant, PaymentChannel.AgenticPayments, cancellation);
        return new ReadinessAnswer(
            tenant.Environment,
            new(
                ReadinessRules.Of(await whatsapp),
                ReadinessRules.Of(await instagram),
                ReadinessRules.OfPayments(tenant.Environment, await payments),
                ReadinessRules.Of(await agentic)
            )
        );
    }

    private async Task<ConnectionRow?> OneAsync(Tenant tenant, string channel, CancellationToken cancellation)
    {
        var best = await connections.BestAsync(tenant, channel, 1, cancellation);
        if (best.Count == 0)
            return null;
        if (!await IsRefreshedAsync(best[0], cancellation))
            return best[0];
        // After the check, another connection may be the best.
        return await connections.BestAsync(tenant, channel, 1, cancellation) is [var first, ..] ? first : best[0];
    }

    private async Task<IReadOnlyList<ConnectionRow>> PaymentsAsync(Tenant tenant, CancellationToken cancellation)
    {
        const int Enough = 20; // usable connections come first
        var all = await connections.BestAsync(tenant, PaymentChannel.Payments, Enough, cancellation);
        var chosen = ReadinessRules.Active(all);
        return chosen is not null && await IsRefreshedAsync(chosen, cancellation)
            ? await connections.BestAsync(tenant, PaymentChannel.Payments, Enough, cancellation)
            : all;
    }

    private async Task<bool> IsRefreshedAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        var isFresh =
            connection.CheckedAt is { } at && clock.GetUtcNow() - at < TimeSpan.FromSeconds(options.Value.FreshSeconds);
        if (isFresh || connection.DisconnectedAt is not null)
            return false;
        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellation);
        try
        {
            await checker.CheckAsync(connection, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
