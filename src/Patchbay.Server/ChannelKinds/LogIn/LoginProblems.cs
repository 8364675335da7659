using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds.LogIn;

internal static class LoginProblems
{
    public static readonly Problem TokenUnknown =
            new(
                400,
                Codes.ValidationFailed,
                "This 'user_token' is not known to this caller, was used, or is older than 10 minutes: connect again."
            )
            {
                Field = "user_token",
            },
        NotMessenger = new(400, Codes.ValidationFailed, "This is not a Messenger account."),
        NotUsable = new(409, Codes.Conflict, "This account's connection is not usable; connect it again.");

    /// <summary>What went wrong at Meta: a code that is at fault is the caller's, all else the provider's.</summary>
    public static Problem OfMeta(Problem problem) =>
        problem switch
        {
            { Status: 409 or 503 } => problem,
            { Status: 400, Field: "code" } => problem,
            { Status: 400, Field: "access_token" } => problem with { Field = "code" },
            _ => problem with { Status = 502, Field = null },
        };
}
