using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>Narrows and orders a list of phone numbers.</summary>
public sealed record ListPhoneNumbers : PageQuery
{
    /// <summary>A JSON array of conditions, each with field, operator and value.</summary>
    public string? Filtering { get; init; }

    /// <summary>The sort order.</summary>
    public PhoneNumberSort? Sort { get; init; }
}

/// <summary>Adds a number to an account without Embedded Signup.</summary>
/// <remarks>Next, request a code and verify the number.</remarks>
public sealed record AddPhoneNumber : GraphObject
{
    /// <summary>The number without country code, 7 to 15 digits.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Display name, 2 to 75 characters.</summary>
    /// <remarks>Meta reviews it.</remarks>
    public required string VerifiedName { get; init; }

    /// <summary>Country calling code, 1 to 3 digits.</summary>
    public string? Cc { get; init; }

    /// <summary>Whether the number moves here from another account.</summary>
    public bool? MigratePhoneNumber { get; init; }

    /// <summary>Id of a pre-verified number to use.</summary>
    public string? PreverifiedId { get; init; }
}

/// <summary>Registers a verified number for the Cloud API.</summary>
/// <remarks>Meta allows ten tries per number in 72 hours, then answers with code 133016.</remarks>
public sealed record RegisterPhoneNumber : GraphObject
{
    /// <summary>Six digits: the new two-step verification PIN, or the existing PIN (otherwise code 133005).</summary>
    public required string Pin { get; init; }

    /// <summary>Backup for a move from the on-premises API.</summary>
    public RegistrationBackup? Backup { get; init; }

    /// <summary>Where the number is registered; production when omitted.</summary>
    public RegistrationTier? Tier { get; init; }

    /// <summary>Country where message data is stored.</summary>
    /// <remarks>It cannot be changed directly afterwards.</remarks>
    public DataRegion? DataLocalizationRegion { get; init; }

    /// <summary>Minutes for which Meta keeps messages; only 60 is accepted.</summary>
    public int? MetaStoreRetentionMinutes { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A backup of an on-premises number.</summary>
public sealed record RegistrationBackup : GraphObject
{
    /// <summary>Password of the backup.</summary>
    public string? Password { get; init; }

    /// <summary>Content of the backup.</summary>
    public string? Data { get; init; }
}

/// <summary>Asks for a verification code.</summary>
public sealed record RequestCode : GraphObject
{
    /// <summary>How the code is sent.</summary>
    public required CodeMethod CodeMethod { get; init; }

    /// <summary>Language of the message, such as <c>en_US</c>.</summary>
    public required string Language { get; init; }
}

/// <summary>Proves ownership with the received code.</summary>
public sealed record VerifyCode : GraphObject
{
    /// <summary>The code: six digits, without the hyphen shown in the message.</summary>
    public required string Code { get; init; }
}

/// <summary>The answer to a verified code.</summary>
public sealed record CodeVerified : GraphObject
{
    /// <summary>Whether the code was right.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the number, when Meta returns it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }
}

/// <summary>Changes settings of a number; omitted members stay as they are.</summary>
public sealed record UpdatePhoneNumber : GraphObject
{
    /// <summary>New connection status.</summary>
    public ConnectionStatus? ConnectionStatus { get; init; }

    /// <summary>Callback URL, in the older member.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Older settings.</summary>
    public BusinessApiData? WhatsappBusinessApiData { get; init; }

    /// <summary>New two-step verification PIN, six digits.</summary>
    /// <remarks>Two-step verification cannot be switched off.</remarks>
    public string? Pin { get; init; }

    /// <summary>Whether the number can be found by search.</summary>
    public SearchVisibility? SearchVisibility { get; init; }

    /// <summary>Callback URL for the number's messages.</summary>
    public WebhookOverride? WebhookConfiguration { get; init; }

    /// <summary>A display name to review, 2 to 75 characters.</summary>
    /// <remarks>After approval the number must be registered again.</remarks>
    public string? NewDisplayName { get; init; }

    /// <summary>A username to use.</summary>
    public string? Username { get; init; }
}

/// <summary>Older settings of a number.</summary>
public sealed record BusinessApiData : GraphObject
{
    /// <summary>Two-step verification PIN.</summary>
    public string? Pin { get; init; }

    /// <summary>Whether changed security codes are reported.</summary>
    public bool? ShowSecurityNotifications { get; init; }

    /// <summary>Whether changed phone numbers of users are reported.</summary>
    public bool? NotifyUserChangeNumber { get; init; }
}

/// <summary>A callback URL that replaces the app's for the messages webhook.</summary>
public sealed record WebhookOverride : GraphObject
{
    /// <summary>HTTPS URL, at most 200 characters.</summary>
    /// <remarks>It must already answer the handshake. An empty text removes the override.</remarks>
    public required string OverrideCallbackUri { get; init; }

    /// <summary>The token that Meta sends in the handshake; use letters and digits only.</summary>
    public string? VerifyToken { get; init; }
}

/// <summary>The answer to an update.</summary>
/// <remarks>Meta usually only confirms it.</remarks>
public sealed record PhoneNumberUpdated : GraphObject
{
    /// <summary>Whether the call succeeded; absent in the messaging form of the answer.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }

    /// <summary><c>whatsapp</c>, in the messaging form of the answer.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Contacts, in the messaging form of the answer.</summary>
    public IReadOnlyList<UpdatedContact>? Contacts { get; init; }

    /// <summary>Messages, in the messaging form of the answer.</summary>
    public IReadOnlyList<CreatedNode>? Messages { get; init; }
}

/// <summary>A contact in the messaging form of the answer.</summary>
public sealed record UpdatedContact : GraphObject
{
    /// <summary>The number as given in the request.</summary>
    public string? Input { get; init; }

    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; init; }
}
