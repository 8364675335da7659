using Patchbay.Graph;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Meta;

/// <summary>
/// Turns Meta's failures into problems: sentences of ours with Meta's numbers, and Meta's reason beside them.
/// </summary>
public static class MetaProblems
{
    // Meta's codes for failures on its own side, which no change of the request can fix.
    private static readonly int[] OwnFaults = [1, 2, 131000, 131016];

    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

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
            ? new MetaFault(api.Code, api.Subcode, MetaText.Of(api.FbTraceId), AdviceText(api.Advice))
            {
                Details = MetaText.Of(api.Error.Details),
                Title = MetaText.Of(api.Error.ErrorUserTitle),
                UserMessage = MetaText.Of(api.Error.ErrorUserMsg),
                Href = MetaText.Of(api.Error.Href),
            }
            : null;

    public static Problem From(GraphException error) =>
        error is GraphApiException api
            ? Refusal(api)
            : new(502, "meta_unavailable", "Meta could not be reached; try again in a few seconds.")
            {
                RetryAfter = ShortWait,
            };

    private static Problem Refusal(GraphApiException error)
    {
        var sentence = MetaSentences.Find(error.Code, error.Subcode);
        var problem = error switch
        {
            { Advice: GraphAdvice.NewToken } => new Problem(
                400,
                "meta_token_invalid",
                sentence ?? "Meta no longer accepts the token of this connection; connect the account again."
            ),
            _ when OwnFaults.Contains(error.Code) => new(
                502,
                "meta_unavailable",
                sentence ?? "Meta reported a failure on its own side; try again."
            ),
            { Advice: GraphAdvice.Wait } => new(
                429,
                "meta_busy",
                sentence ?? "Meta asks to wait before this is tried again."
            ),
            _ => new(400, "meta_refused", sentence ?? "Meta refused this call; Meta's error code tells why."),
        };
        return problem with
        {
            Meta = FaultOf(error),
            RetryAfter = problem.Status == 400 ? null : error.RetryAfter ?? ShortWait,
        };
    }
}
