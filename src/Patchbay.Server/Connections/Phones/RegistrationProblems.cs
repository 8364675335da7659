using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Refusals of a registration, for calls that store nothing when it fails.</summary>
internal static class RegistrationProblems
{
    private const string Pin = "pin";

    public static readonly Problem OnBusinessApp = new(
        400,
        "number_on_business_app",
        "The number stays in the WhatsApp Business app, which has registered it: it takes no 'pin'."
    )
    {
        Field = Pin,
    };

    public static Problem Of(RegistrationObstacle obstacle, DateTimeOffset now)
    {
        var (reason, until) = obstacle;
        if (reason == RegistrationReasons.NotRegistered && obstacle.Error is { } error)
            return MetaProblems.From(error);
        return new Problem(until is null ? 400 : 429, reason, RegistrationReasons.Sentence(reason))
        {
            Field = RegistrationReasons.IsOfPin(reason) ? Pin : null,
            RetryAfter = until - now,
            Meta = obstacle.Error is { } refusal ? MetaProblems.FaultOf(refusal) : null,
            Remedy = new(RegistrationReasons.NextAction(reason), until),
        };
    }
}
