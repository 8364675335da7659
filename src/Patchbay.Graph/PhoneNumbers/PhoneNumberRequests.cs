using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>Narrows and orders a list of phone numbers.</summary>
public sealed record ListPhoneNumbers : PageQuery
{
    /// <summary>A JSON array of conditions, each with field, operator and value.</summary>
    public string? Filtering { get; init; }

    /// <summary>The order.</summary>
    public PhoneNumberSort? Sort { get; init; }
}

/// <summary>Adds a number to an account without Embedded Signup; a code must be requested and verified next.</summary>
public sealed record AddPhoneNumber : GraphObject
{
    /// <summary>The number without country code, digits only, 7 to 15 of them.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>The name to show, 2 to 75 characters; it is reviewed.</summary>
    public required string VerifiedName { get; init; }

    /// <summary>The country's dialling code, 1 to 3 digits.</summary>
    public string? Cc { get; init; }

    /// <summary>Whether the number is moved here from another account.</summary>
    public bool? MigratePhoneNumber { get; init; }

    /// <summary>Id of a pre-verified number to use.</summary>
    public string? PreverifiedId { get; init; }
}

/// <summary>Registers a verified number for the Cloud API. Ten tries per number in any 72 hours, then code 133016.</summary>
public sealed record RegisterPhoneNumber : GraphObject
{
    /// <summary>Six digits: becomes the two-step PIN, or must be the one already set (else code 133005).</summary>
    public required string Pin { get; init; }

    /// <summary>For a move from the on-premises API.</summary>
    public RegistrationBackup? Backup { get; init; }

    /// <summary>Production when left out.</summary>
    public RegistrationTier? Tier { get; init; }

    /// <summary>Keeps message data in this country; cannot be changed directly afterwards.</summary>
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
    /// <summary>The backup's password.</summary>
    public string? Password { get; init; }

    /// <summary>The backup's text.</summary>
    public string? Data { get; init; }
}

/// <summary>Asks for a verification code.</summary>
public sealed record RequestCode : GraphObject
{
    /// <summary>By text message or call.</summary>
    public required CodeMethod CodeMethod { get; init; }

    /// <summary>Language of the message, such as <c>en_US</c>.</summary>
    public required string Language { get; init; }
}

/// <summary>Proves ownership by the code received.</summary>
public sealed record VerifyCode : GraphObject
{
    /// <summary>Six digits, without the hyphen of the message.</summary>
    public required string Code { get; init; }
}

/// <summary>The answer to a verified code.</summary>
public sealed record CodeVerified : GraphObject
{
    /// <summary>Whether it was right.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>The number's id, where Meta returns it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }
}

/// <summary>Changes settings of a number; leave out what stays.</summary>
public sealed record UpdatePhoneNumber : GraphObject
{
    /// <summary>Connection state.</summary>
    public ConnectionStatus? ConnectionStatus { get; init; }

    /// <summary>An address for webhooks, by the older field.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Older settings.</summary>
    public BusinessApiData? WhatsappBusinessApiData { get; init; }

    /// <summary>A new two-step PIN, six digits. There is no way to switch two-step verification off.</summary>
    public string? Pin { get; init; }

    /// <summary>Whether it can be found by search.</summary>
    public SearchVisibility? SearchVisibility { get; init; }

    /// <summary>Where the number's messages go.</summary>
    public WebhookOverride? WebhookConfiguration { get; init; }

    /// <summary>A name to be reviewed, 2 to 75 characters; after approval the number must be registered again.</summary>
    public string? NewDisplayName { get; init; }

    /// <summary>A user name to adopt.</summary>
    public string? Username { get; init; }
}

/// <summary>Older settings of a number.</summary>
public sealed record BusinessApiData : GraphObject
{
    /// <summary>Two-step PIN.</summary>
    public string? Pin { get; init; }

    /// <summary>Whether to tell of changed security codes.</summary>
    public bool? ShowSecurityNotifications { get; init; }

    /// <summary>Whether to tell of users' changed numbers.</summary>
    public bool? NotifyUserChangeNumber { get; init; }
}

/// <summary>A callback address that takes the place of the app's for the messages webhook.</summary>
public sealed record WebhookOverride : GraphObject
{
    /// <summary>HTTPS, at most 200 characters, already able to answer the handshake; empty resets.</summary>
    public required string OverrideCallbackUri { get; init; }

    /// <summary>What the handshake will carry; use letters and digits only.</summary>
    public string? VerifyToken { get; init; }
}

/// <summary>The answer to an update: usually a plain yes.</summary>
public sealed record PhoneNumberUpdated : GraphObject
{
    /// <summary>Whether it was done; absent in the messaging form.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }

    /// <summary><c>whatsapp</c>, in the messaging form of the answer.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>In the messaging form of the answer.</summary>
    public IReadOnlyList<UpdatedContact>? Contacts { get; init; }

    /// <summary>In the messaging form of the answer.</summary>
    public IReadOnlyList<CreatedNode>? Messages { get; init; }
}

/// <summary>A contact in the messaging form of the answer.</summary>
public sealed record UpdatedContact : GraphObject
{
    /// <summary>The number as it was given.</summary>
    public string? Input { get; init; }

    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; init; }
}
