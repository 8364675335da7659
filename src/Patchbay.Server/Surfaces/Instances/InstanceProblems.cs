using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Instances.Validation;

namespace Patchbay.Server.Surfaces.Instances;

internal static class InstanceProblems
{
    public static readonly Problem NotFound = new(404, "instance_not_found", "Instance not found"),
        NotConfigured = new(404, "channel_not_configured", "WhatsApp is not configured for this instance"),
        BoundElsewhere = new(409, "number_bound_elsewhere", "This number is configured for another instance"),
        AppSecretInvalid =
            new(400, "meta_app_secret_invalid", "Meta does not accept this app secret with the token's app.")
            {
                Field = "app_secret",
            },
        AccountUnknown =
            new(
                400,
                "meta_account_unknown",
                "The token does not say which WhatsApp account it is for; send 'waba_id' too."
            )
            {
                Field = "access_token",
            },
        StateInvalid = new(403, "login_state_invalid", "This log-in was finished, has expired or was not begun here"),
        LoginRefused = new(403, "login_refused", "The log-in was not finished at Meta"),
        NoNumber = new(409, "login_without_number", "The log-in shares no number"),
        SeveralNumbers =
            new(
                409,
                "login_with_several_numbers",
                "The log-in shares several numbers; set up one of them with its token"
            );

    /// <summary>Only what this surface's callers know goes out: what a member is at fault for is 422, what Meta refused otherwise is 502.</summary>
    public static IResult Answer(Problem problem, string where = "body") =>
        problem switch
        {
            { Status: 400, Field: { } field } => new ValidationProblem(
                FieldFault.Value(where, field == "waba_id" ? "phone_number_id" : field, problem.Message)
            ),
            { Status: 400 } => problem with { Status = 502 },
            _ => problem,
        };
}
