namespace Patchbay.Emulator;

/// <summary>What a customer does in Embedded Signup. Everything left out is made up.</summary>
public sealed record SignupChoices
{
    public string? ClientId { get; init; }
    public string? ConfigId { get; init; }

    /// <summary>The made-up person who signs up; null takes or makes one.</summary>
    public string? UserId { get; init; }

    /// <summary>An existing portfolio, by id; otherwise one named <see cref="BusinessName"/> is used or made.</summary>
    public string? BusinessId { get; init; }
    public string? BusinessName { get; init; }
    public string? WabaId { get; init; }
    public string? WabaName { get; init; }

    /// <summary>An existing number, by id; otherwise <see cref="PhoneNumber"/> is added.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>With country code; null makes one up.</summary>
    public string? PhoneNumber { get; init; }
    public string? VerifiedName { get; init; }

    /// <summary>A number the partner verified beforehand; the customer takes it, and it becomes a normal number with an id of its own.</summary>
    public string? PreVerifiedId { get; init; }

    /// <summary>Ends the flow without a number: FINISH_ONLY_WABA.</summary>
    public bool WithoutNumber { get; init; }

    /// <summary>The number stays in the WhatsApp Business app as well.</summary>
    public bool Coexistence { get; init; }

    /// <summary>With <see cref="Coexistence"/>: the business does not share its chats of before.</summary>
    public bool DeclineHistory { get; init; }
    public bool AppOnlyInstall { get; init; }

    /// <summary>Share (and if need be create) a Page, a dataset, a catalog or an Instagram account.</summary>
    public bool Page { get; init; }
    public bool Dataset { get; init; }
    public bool Catalog { get; init; }
    public bool Instagram { get; init; }

    /// <summary>Ids left out of the session message: <c>phone_number_id</c>, <c>waba_id</c>, <c>business_id</c>.</summary>
    public IReadOnlyList<string> Withhold { get; init; } = [];

    /// <summary>Permissions the customer did not grant.</summary>
    public IReadOnlyList<string> WithoutScopes { get; init; } = [];

    /// <summary>The code belongs to an app that is not the caller's.</summary>
    public bool OfAnotherApp { get; init; }

    /// <summary>Seconds until the token ends; 0 never; null as the configuration says.</summary>
    public long? TokenLifetime { get; init; }

    /// <summary>The redirect address the code is bound to; the JS SDK's pop-up binds none.</summary>
    public string? RedirectUri { get; init; }
}

/// <summary>How Embedded Signup ended: the code for the server and the message the page gets.</summary>
/// <param name="Code">Exchangeable for 30 seconds, once.</param>
/// <param name="Event">FINISH, FINISH_ONLY_WABA, FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING or FINISH_GRANT_ONLY_API_ACCESS.</param>
/// <param name="SessionJson">The whole WA_EMBEDDED_SIGNUP message as JSON text.</param>
public sealed record SignupOutcome(
    string Code,
    string Event,
    string SessionJson,
    string BusinessId,
    string WabaId,
    string? PhoneNumberId
);
