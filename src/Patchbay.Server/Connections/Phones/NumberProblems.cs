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
        NoNumber = new(409, "login_without_number", "The log-in shares no number"),
        SeveralNumbers =
            new(
                409,
                "login_with_several_numbers",
                "The log-in shares several numbers; set up one of them with its token"
            );
}
