using Polly;
using Polly.Retry;

namespace Patchbay.Graph;

/// <summary>When a failed exchange is repeated, and after which wait.</summary>
internal static class RetryRules
{
    private const int _pairLimit = 131056;

    public static ResiliencePipeline? Build(GraphRetryOptions options, TimeProvider time) =>
        options.MaxRetries == 0
            ? null
            : new ResiliencePipelineBuilder { TimeProvider = time }
                .AddRetry(
                    new RetryStrategyOptions
                    {
                        MaxRetryAttempts = options.MaxRetries,
                        BackoffType = DelayBackoffType.Exponential,
                        Delay = options.BaseDelay,
                        MaxDelay = options.MaxDelay,
                        UseJitter = true,
                        ShouldHandle = args =>
                            ValueTask.FromResult(
                                args.Outcome.Exception is GraphException failure && MayRepeat(failure, options)
                            ),
                        DelayGenerator = args =>
                            ValueTask.FromResult(
                                Wait(args.Outcome.Exception as GraphException, args.AttemptNumber, options)
                            ),
                    }
                )
                .Build();

    public static bool MayRepeat(GraphException failure, GraphRetryOptions options)
    {
        if (failure.OutcomeUnknown || !failure.IsTransient || failure.RetryAfter > options.MaxDelay)
            return false;
        return failure.IsRepeatable
            || failure switch
            {
                GraphTransportException { Failure: GraphTransportFailure.NotConnected } => true,
                GraphApiException refusal => GraphErrorCodes.IsThrottle(refusal.Code),
                _ => false,
            };
    }

    /// <summary>Returns the wait that the failure asks for; null leaves the wait to the back-off.</summary>
    public static TimeSpan? Wait(GraphException? failure, int attempt, GraphRetryOptions options) =>
        failure switch
        {
            // Meta's rule for the pair limit is to wait 4 to the power of the attempt, in seconds.
            GraphApiException { Code: _pairLimit } => Shorter(
                TimeSpan.FromSeconds(Math.Pow(4, attempt)),
                options.MaxDelay
            ),
            { RetryAfter: { } wait } => wait,
            _ => null,
        };

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
