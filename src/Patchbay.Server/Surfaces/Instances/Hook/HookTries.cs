using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>
/// Limits by source how much is hashed to find out who signed a body that no known secret of its subjects signed.
/// </summary>
internal sealed class HookTries : IDisposable
{
    private const int BytesPerToken = 256 * 1024,
        Tokens = 200,
        TokensPerSecond = 40;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        source =>
            RateLimitPartition.GetTokenBucketLimiter(
                source,
                _ =>
                    new()
                    {
                        TokenLimit = Tokens,
                        TokensPerPeriod = TokensPerSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        QueueLimit = 0,
                    }
            )
    );

    /// <summary>Whether a source may have this many bytes hashed now.</summary>
    public bool TryTake(HttpContext http, long bytes)
    {
        var tokens = (int)Math.Min(Tokens, 1 + (bytes / BytesPerToken));
        using var lease = _limiter.AttemptAcquire(SourceOf(http), tokens);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    // A home or a server has a /64 of IPv6 addresses.
    private static IPAddress SourceOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var network = address.GetAddressBytes();
        network.AsSpan(8).Clear();
        return new(network);
    }
}
