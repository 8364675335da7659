using Patchbay.Graph;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Translates those refusals of Instagram and Messenger on which a caller can act.</summary>
internal static class DirectProblems
{
    private static readonly Problem WindowClosed =
            new(
                400,
                "window_closed",
                "The person has not written in the last 24 hours. An employee may still answer within 7 days, "
                    + "with 'tag': 'HUMAN_AGENT'."
            )
            {
                Field = "tag",
            },
        Unreachable =
            new(
                400,
                "contact_unreachable",
                "Messages cannot reach this person, who blocked the account or left the service."
            ),
        Unknown =
            new(
                400,
                "contact_unknown",
                "This account does not know the person in 'to'. Use the id of a person who has written to the account."
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
