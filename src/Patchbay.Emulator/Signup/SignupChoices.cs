namespace Patchbay.Emulator;

/// <summary>What a customer does in Embedded Signup. The emulator makes up everything that is left out.</summary>
public sealed record SignupChoices
{
    public string? ClientId { get; init; }
    public string? ConfigId { get; init; }

    /// <summary>The person who signs up. Null uses an owner of the portfolio, or makes a person.</summary>
    public string? UserId { get; init; }

    /// <summary>
    /// The id of an existing portfolio. Null uses the portfolio with the name <see cref="BusinessName"/>, or creates
    /// it.
    /// </summary>
    public string? BusinessId { get; init; }
    public string? BusinessName { get; init; }
    public string? WabaId { get; init; }
    public string? WabaName { get; init; }

    /// <summary>The id of an existing number. Null adds <see cref="PhoneNumber"/>.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>With country code; null generates a number.</summary>
    public string? PhoneNumber { get; init; }
    public string? VerifiedName { get; init; }

    /// <summary>
    /// A number that the partner verified beforehand. The customer takes it, and it becomes a normal number with a new
    /// id.
    /// </summary>
    public string? PreVerifiedId { get; init; }

    /// <summary>Ends the flow without a number: FINISH_ONLY_WABA.</summary>
    public bool WithoutNumber { get; init; }

    /// <summary>The number stays in the WhatsApp Business app.</summary>
    public bool Coexistence { get; init; }

    /// <summary>With <see cref="Coexistence"/>: the business does not share its earlier chats.</summary>
    public bool DeclineHistory { get; init; }
    public bool AppOnlyInstall { get; init; }

    /// <summary>Shares a Page. The emulator creates a Page when the portfolio has none.</summary>
    public bool Page { get; init; }
    public bool Dataset { get; init; }
    public bool Catalog { get; init; }
    public bool Instagram { get; init; }

    /// <summary>
    /// Ids left out of the session message: <c>phone_number_id</c>, <c>waba_id</c>, <c>business_id</c>.
    /// </summary>
    public IReadOnlyList<string> Withhold { get; init; } = [];

    /// <summary>Permissions the customer did not grant.</summary>
    public IReadOnlyList<string> WithoutScopes { get; init; } = [];

    /// <summary>The code belongs to another app than the caller's.</summary>
    public bool OfAnotherApp { get; init; }

    /// <summary>Seconds until the token expires; 0 for never. Null follows the configuration.</summary>
    public long? TokenLifetime { get; init; }

    /// <summary>The redirect address that the code is bound to. The JS SDK's pop-up binds none.</summary>
    public string? RedirectUri { get; init; }
}

/// <summary>How Embedded Signup ended: the code for the server and the message the page gets.</summary>
/// <param name="Code">Exchangeable for 30 seconds, once.</param>
/// <param name="Event">FINISH, FINISH_ONLY_WABA, FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING or
/// FINISH_GRANT_ONLY_API_ACCESS.</param>
/// <param name="SessionJson">The whole WA_EMBEDDED_SIGNUP message as JSON text.</param>
public sealed record SignupOutcome(
    string Code,
    string Event,
    string SessionJson,
    string BusinessId,
    string WabaId,
    string? PhoneNumberId
);
