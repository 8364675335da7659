using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds.LogIn;

internal static class LoginProblems
{
    public static readonly Problem TokenUnknown =
            new(
                400,
                Codes.ValidationFailed,
                "This 'user_token' is unknown to this caller, already used, or older than 10 minutes. Log in again."
            )
            {
                Field = "user_token",
            },
        NotMessenger = new(400, Codes.ValidationFailed, "This is not a Messenger account."),
        NotUsable = new(409, Codes.Conflict, "This account's connection cannot be used. Connect the account again.");

    /// <summary>
    /// Translates a failure at Meta: 400 when the caller's code is at fault, 502 otherwise. 409 and 503 stay.
    /// </summary>
    public static Problem OfMeta(Problem problem) =>
        problem switch
        {
            { Status: 409 or 503 } => problem,
            { Status: 400, Field: "code" } => problem,
            { Status: 400, Field: "access_token" } => problem with { Field = "code" },
            _ => problem with { Status = 502, Field = null },
        };
}
