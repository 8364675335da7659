using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// The result of Meta's sign-up window: a code that can be exchanged once, within 30 seconds, and the ids it is for.
/// The
/// window names no number when the number stays in the app; then it is the account's only one.
/// </summary>
internal sealed record SignupCode(string Code, string WabaId, string? PhoneNumberId)
{
    private const int MaxCode = 4096;

    /// <summary>The name to show; null for the name that Meta verified.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The business portfolio that the person chose.</summary>
    public string? BusinessId { get; init; }

    /// <summary>Returns the first fault of the members that a code needs.</summary>
    public static Problem? Check(string? code, string? wabaId, string? phoneNumberId) =>
        (code is { Length: > 0 and <= MaxCode } ? null : Problem.Invalid("code", "'code' is required."))
        ?? ConnectionFieldRules.MetaId("waba_id", wabaId, required: true)
        ?? ConnectionFieldRules.MetaId("phone_number_id", phoneNumberId, required: false);
}
