using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

internal static class AccountProblems
{
    public static readonly Problem AccountNotFound = Problem.NotFound("account"),
        KeyTaken =
            new(409, Codes.Conflict, "An account with this 'account_key' already exists. Choose another key.")
            {
                Field = "account_key",
            },
        AlreadyConnected =
            new(409, Codes.Conflict, "An account for this id already exists. Change that account instead."),
        Changed =
            new(
                409,
                Codes.Conflict,
                "Another call made a change in the meantime. Read the current state and try again."
            ),
        NotAsRead =
            new(412, Codes.Conflict, "'If-Match' names an outdated version. Read the current version and try again."),
        NotActive = new(409, Codes.Conflict, "Only an active account can be the default. Activate the account first."),
        SwitchedOff = new(409, "account_not_active", "This account is inactive. Activate it to use it."),
        NotConnected =
            new(
                409,
                Codes.Conflict,
                "The account's connection was ended. Send a new credential to connect the account again."
            ),
        NotWhatsApp = new(400, Codes.ValidationFailed, "This is not a WhatsApp account."),
        UnknownDivision = Problem.Invalid(
            "division_id",
            "'division_id' must be the id of a division of the organization."
        );

    private static readonly string[] OfConfig =
    [
        "access_token",
        "phone_number_id",
        "waba_id",
        "app_secret",
        "pin",
        "page_id",
        "page_access_token",
    ];

    /// <summary>
    /// Translates a failure at Meta for the integrations surface: 400 when a member is at fault, 502 otherwise. 409 and
    /// 503 stay.
    /// </summary>
    public static Problem OfMeta(Problem problem, string step)
    {
        if (problem.Status is 409 or 503 || problem is { Status: 429, Remedy: not null })
            return problem;
        if (problem is { Status: 400, Field: { } field } && Member(field) is { } member)
            return new(400, problem.Remedy is null ? Codes.ValidationFailed : problem.Code, problem.Message)
            {
                Field = member,
                Meta = problem.Meta,
                Remedy = problem.Remedy,
            };
        return new(502, problem.Code, $"Step '{step}' failed: {problem.Message}")
        {
            Meta = problem.Meta,
            RetryAfter = problem.RetryAfter,
            Remedy = problem.Remedy,
        };
    }

    private static string? Member(string field) =>
        field switch
        {
            "ig_business_account_id" => ChannelSettings.Field("ig_user_id"),
            "code" => "code",
            _ => OfConfig.Contains(field) ? ChannelSettings.Field(field) : null,
        };
}

/// <summary>The steps of connecting an account, in order.</summary>
internal static class MetaSteps
{
    public const string VerifyToken = "verify_token",
        SubscribeApp = "subscribe_app",
        RegisterNumber = "register_number",
        Store = "store",
        ExchangeCode = "exchange_code";
}
