using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Payments;

internal static class PaymentProblems
{
    public static readonly Problem Unavailable =
            new(
                502,
                "payment_provider_unavailable",
                "The payment provider could not be reached or gave no usable answer."
            )
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            },
        Busy =
            new(429, "payment_provider_busy", "The payment provider limits the rate of calls. Try again later.")
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            },
        NoParticipants =
            new(
                400,
                "payment_provider_permission_missing",
                "These credentials give access to no active bank. Check them at the payment provider."
            )
            {
                Field = "client_id",
            },
        UnknownParticipant = Problem.Invalid(
            "default_participant_id",
            "The payment provider does not know this participant."
        );

    public static Problem CredentialsInvalid(string field) =>
        new(400, "payment_provider_credentials_invalid", "The payment provider does not accept these credentials.")
        {
            Field = field,
        };

    public static Problem PermissionMissing(string field) =>
        new(
            400,
            "payment_provider_permission_missing",
            "These credentials lack the permissions for payments. Change their permissions at the payment provider."
        )
        {
            Field = field,
        };

    public static Problem AgentUnknown =>
        new(
            400,
            "payment_provider_agent_unknown",
            "The agent does not exist at this address, or these credentials may not use it."
        )
        {
            Field = "agent_id",
        };
}
