using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Instances.Validation;

namespace Patchbay.Server.Surfaces.Instances;

internal static class InstanceProblems
{
    public static readonly Problem NotFound = new(404, "instance_not_found", "Instance not found"),
        NotConfigured = new(404, "channel_not_configured", "WhatsApp is not configured for this instance"),
        BoundElsewhere = new(409, "number_bound_elsewhere", "This number is configured for another instance"),
        StateInvalid =
            new(403, "login_state_invalid", "This log-in has already finished, has expired or did not begin here"),
        LoginRefused = new(403, "login_refused", "The log-in was not finished at Meta");

    /// <summary>
    /// Translates an error to this surface's statuses: 422 for a member at fault, 502 for anything else that Meta
    /// refused.
    /// </summary>
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
