using Patchbay.Graph;
using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// Reasons why a run failed: a stable code, and the sentence that the customer sees and the redirect carries.
/// </summary>
internal static class CompletionErrors
{
    public const string CodeExpired = "code_expired",
        CodeInvalid = "code_invalid",
        WrongApp = "wrong_app",
        TokenInvalid = "token_invalid",
        PermissionMissing = "permission_missing",
        AccountNotShared = "account_not_shared",
        NumberMissing = "number_missing",
        NumberNotShared = "number_not_shared",
        NumberTaken = "number_connected_elsewhere",
        TypeNotAllowed = "connection_type_not_allowed",
        MetaRefused = "meta_refused",
        MetaUnavailable = "meta_unavailable",
        Interrupted = "interrupted",
        Reported = "reported_by_user";

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        [CodeExpired] = "The sign-up took too long. Please try again.",
        [CodeInvalid] = "The sign-up could not be confirmed with Meta. Please try again.",
        [WrongApp] = "The sign-up belongs to another app.",
        [TokenInvalid] = "Meta did not accept the sign-up. Please try again.",
        [PermissionMissing] = "A required permission was not granted.",
        [AccountNotShared] = "The WhatsApp account was not shared.",
        [NumberMissing] = "No phone number was chosen.",
        [NumberNotShared] = "The phone number does not belong to the shared WhatsApp account.",
        [NumberTaken] = "This phone number is already connected elsewhere.",
        [TypeNotAllowed] = "This kind of connection is not allowed for this link.",
        [MetaRefused] = "Meta refused to complete the sign-up.",
        [MetaUnavailable] = "Meta could not be reached. Please try again.",
        [Interrupted] = "The sign-up was interrupted. Please try again.",
        [Reported] = "The sign-up ended with an error at Meta.",
    };

    public static IEnumerable<string> Codes => Sentences.Keys;

    public static string Sentence(string code) => Sentences.GetValueOrDefault(code, Sentences[MetaRefused]);

    /// <summary>The code of a failed registration: its own, or the one of Meta's error.</summary>
    public static string Of(RegistrationObstacle obstacle) =>
        obstacle is { Reason: RegistrationReasons.NotRegistered, Error: { } error }
            ? Of(CompletionSteps.RegisterNumber, error)
            : obstacle.Reason;

    /// <summary>The code for an error of Meta. It depends on the error's numbers, not on its text.</summary>
    public static string Of(string step, GraphException error) =>
        error switch
        {
            GraphApiException { Subcode: 36007 } when step == CompletionSteps.ExchangeCode => CodeExpired,
            GraphApiException { IsTransient: false } when step == CompletionSteps.ExchangeCode => CodeInvalid,
            GraphApiException { Advice: GraphAdvice.NewToken } => TokenInvalid,
            GraphApiException { Code: 10 or (>= 200 and <= 299) } => PermissionMissing,
            GraphApiException { IsTransient: false } => MetaRefused,
            _ => MetaUnavailable,
        };
}
