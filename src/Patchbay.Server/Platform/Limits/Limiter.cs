using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Limits;

/// <summary>
/// Counts requests by kind and subject in memory. A subject that was idle for some seconds and has its whole budget
/// again is forgotten, so memory is bounded by the requests of about a minute.
/// </summary>
internal sealed class Limiter : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1),
        ShortestPeriod = TimeSpan.FromMilliseconds(100),
        ShortestWait = TimeSpan.FromSeconds(1);

    private static readonly Problem TooMany = new(
        429,
        Codes.RateLimited,
        "Too many requests. Wait as many seconds as 'Retry-After' says."
    );

    private readonly PartitionedRateLimiter<LimitKey> _budgets;

    public Limiter(IOptions<LimitOptions> options)
    {
        var budgets = Enum.GetValues<LimitKind>().ToDictionary(kind => kind, kind => BudgetOf(kind, options.Value));
        _budgets = PartitionedRateLimiter.Create<LimitKey, LimitKey>(key => budgets[key.Kind](key));
    }

    /// <summary>Counts a request; returns the refusal when the budget is used up.</summary>
    public Problem? Take(LimitKind kind, string subject) => Acquire(new(kind, subject), 1);

    /// <summary>Counts nothing; returns the refusal when the budget of failures is used up.</summary>
    public Problem? Look(LimitKind kind, string subject) => Acquire(new(kind, subject), 0);

    public void Dispose() => _budgets.Dispose();

    private Problem? Acquire(LimitKey key, int permits)
    {
        using var lease = _budgets.AttemptAcquire(key, permits);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : Minute;
        return TooMany with { RetryAfter = wait < ShortestWait ? ShortestWait : wait };
    }

    private static Func<LimitKey, RateLimitPartition<LimitKey>> BudgetOf(LimitKind kind, LimitOptions options)
    {
        if (options.Of(kind) is var limit && limit <= 0)
            return RateLimitPartition.GetNoLimiter;
        switch (kind)
        {
            // Windows count whole failures. A bucket holds fractions, with which looking would always succeed.
            case LimitKind.WrongKeys
            or LimitKind.WrongKeyLookUps
            or LimitKind.WrongKeysOfKey
            or LimitKind.Handshakes
            or LimitKind.HandshakesOfAddress
            or LimitKind.UnsignedBodies:
                var window = new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Minute };
                return key => RateLimitPartition.GetFixedWindowLimiter(key, _ => window);
            case LimitKind.Requests or LimitKind.RequestsOfOrganization:
                return Bucket(burst: 2 * limit, perSecond: limit);
            default:
                return Bucket(burst: limit, perSecond: limit / Minute.TotalSeconds);
        }
    }

    private static Func<LimitKey, RateLimitPartition<LimitKey>> Bucket(int burst, double perSecond)
    {
        var period = TimeSpan.FromSeconds(Math.Max(ShortestPeriod.TotalSeconds, 1 / perSecond));
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            ReplenishmentPeriod = period,
            TokensPerPeriod = Math.Max(1, (int)Math.Round(perSecond * period.TotalSeconds)),
        };
        return key => RateLimitPartition.GetTokenBucketLimiter(key, _ => bucket);
    }

    /// <summary>Whose requests of one kind are counted together.</summary>
    private readonly record struct LimitKey(LimitKind Kind, string Subject);
}
