using Patchbay.Graph;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Direct;

/// <summary>What Meta refuses on Instagram and Messenger, where it means something a caller can act on.</summary>
internal static class DirectProblems
{
    private static readonly Problem WindowClosed =
            new(
                400,
                "window_closed",
                "The person has not written within 24 hours. A person of the business may still answer for 7 days, "
                    + "with 'tag': 'HUMAN_AGENT'."
            )
            {
                Field = "tag",
            },
        Unreachable =
            new(400, "contact_unreachable", "This person cannot be written to: they blocked the account or left."),
        Unknown =
            new(
                400,
                "contact_unknown",
                "This account knows no such person; only people who wrote to it can be answered."
            )
            {
                Field = "to",
            };

    public static Problem Of(GraphException error) =>
        error switch
        {
            GraphApiException { Code: 10, Subcode: 2018278 or 2534022 or 2018065 } => WindowClosed with
            {
                Meta = MetaProblems.FaultOf(error),
            },
            GraphApiException { Code: 551 }
            or GraphApiException { Code: 10, Subcode: 2018108 }
            or GraphApiException { Subcode: 1545041 } => Unreachable with
            {
                Meta = MetaProblems.FaultOf(error),
            },
            GraphApiException { Code: 100, Subcode: 2018001 } => Unknown with { Meta = MetaProblems.FaultOf(error) },
            _ => MetaProblems.From(error),
        };
}
