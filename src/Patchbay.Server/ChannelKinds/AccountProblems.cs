using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

internal static class AccountProblems
{
    public static readonly Problem AccountNotFound = Problem.NotFound("account"),
        KeyTaken =
            new(409, Codes.Conflict, "There is an account with this 'account_key' already.") { Field = "account_key" },
        AlreadyConnected = new(409, Codes.Conflict, "This is an account already; change that one."),
        Changed = new(409, Codes.Conflict, "It was changed by another call meanwhile; read it and try again."),
        NotAsRead = new(412, Codes.Conflict, "It is another by now than 'If-Match' says; read it and try again."),
        NotActive = new(409, Codes.Conflict, "Only an active account can be the default."),
        SwitchedOff = new(409, "account_not_active", "This account is switched off."),
        NotConnected = new(409, Codes.Conflict, "Its connection was ended; send a new credential to connect it again."),
        NotWhatsApp = new(400, Codes.ValidationFailed, "This is not a WhatsApp account."),
        UnknownDivision = Problem.Invalid("division_id", "'division_id' names no division of the organization.");

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
    /// What went wrong at Meta, in this surface's words: a member that is at fault is named, all else is the
    /// provider's.
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

/// <summary>What is done at Meta for an account, in order.</summary>
internal static class MetaSteps
{
    public const string VerifyToken = "verify_token",
        SubscribeApp = "subscribe_app",
        RegisterNumber = "register_number",
        Store = "store",
        ExchangeCode = "exchange_code";
}
