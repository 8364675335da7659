using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Reasons why a token or a log-in does not prove a number.</summary>
internal static class NumberProblems
{
    public static readonly Problem AppSecretInvalid =
            new(400, "meta_app_secret_invalid", "Meta does not accept this app secret with the token's app.")
            {
                Field = "app_secret",
            },
        AccountUnknown =
            new(400, "meta_account_unknown", "The token does not name its WhatsApp account; send 'waba_id' as well.")
            {
                Field = "access_token",
            },
        AccountWithoutNumber =
            new(
                400,
                "meta_number_missing",
                "The WhatsApp account has no number: the sign-up ended without one (FINISH_ONLY_WABA). Open "
                    + "Meta's window again; the person adds a number there."
            )
            {
                Field = "phone_number_id",
            },
        NoNumber = new(409, "login_without_number", "The log-in shares no number"),
        SeveralNumbers =
            new(
                409,
                "login_with_several_numbers",
                "The log-in shares several numbers; set up one of them with its token"
            );

    /// <summary>The account has several numbers, and the caller named none.</summary>
    public const string ChoiceRequired = "meta_number_choice_required";

    public static Problem ChoiceOf(IReadOnlyList<PhoneNumber> numbers) =>
        new(
            400,
            ChoiceRequired,
            "The WhatsApp account has several numbers: send the same code again, with 'phone_number_id' of one of "
                + "'choices'."
        )
        {
            Field = "phone_number_id",
            Choices =
            [
                .. numbers.Select(number => new NumberChoice(
                    number.Id,
                    number.DisplayPhoneNumber,
                    number.VerifiedName
                )),
            ],
        };
}
