using Patchbay.Graph;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Meta;

/// <summary>Turns Meta's failures into problems: fixed sentences with Meta's numbers, never with Meta's text.</summary>
public static class MetaProblems
{
    // Meta's codes for failures on its own side, which no change of the request can fix.
    private static readonly int[] OwnFaults = [1, 2, 131000, 131016];

    public static string AdviceText(GraphAdvice advice) =>
        advice switch
        {
            GraphAdvice.Fix => "fix",
            GraphAdvice.Wait => "wait",
            GraphAdvice.NewToken => "new_token",
            _ => "do_not_retry",
        };

    public static MetaFault? FaultOf(GraphException error) =>
        error is GraphApiException api
            ? new MetaFault(api.Code, api.Subcode, api.FbTraceId, AdviceText(api.Advice))
            : null;

    public static Problem From(GraphException error) =>
        error switch
        {
            GraphApiException { Advice: GraphAdvice.NewToken } => new(
                400,
                "meta_token_invalid",
                "Meta no longer accepts the token of this connection; connect the account again."
            )
            {
                Meta = FaultOf(error),
            },
            GraphApiException api when OwnFaults.Contains(api.Code) => new(
                502,
                "meta_unavailable",
                "Meta reported a failure on its own side; try again."
            )
            {
                Meta = FaultOf(error),
                RetryAfter = error.RetryAfter ?? TimeSpan.FromSeconds(5),
            },
            GraphApiException { Advice: GraphAdvice.Wait } => new(
                429,
                "meta_busy",
                "Meta asks to wait before this is tried again."
            )
            {
                Meta = FaultOf(error),
                RetryAfter = error.RetryAfter ?? TimeSpan.FromSeconds(5),
            },
            GraphApiException => new(400, "meta_refused", "Meta refused this call; Meta's error code tells why.")
            {
                Meta = FaultOf(error),
            },
            _ => new(502, "meta_unavailable", "Meta could not be reached; try again in a few seconds.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            },
        };
}
