using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Graph.Webhooks;

/// <summary>Value of the field phone_number_name_update.</summary>
/// <remarks>After approval the number must be registered again.</remarks>
public sealed record PhoneNameValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>The decision of the review.</summary>
    public ReviewDecision? Decision { get; set; }

    /// <summary>The requested name.</summary>
    public string? RequestedVerifiedName { get; set; }

    /// <summary>Why the name was rejected.</summary>
    public NameRejection? RejectionReason { get; set; }
}

/// <summary>Value of the field phone_number_quality_update.</summary>
public sealed record PhoneQualityValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>What changed.</summary>
    public PhoneQualityEvent? Event { get; set; }

    /// <summary>Limit before the change.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public MessagingLimit? OldLimit { get; set; }

    /// <summary>Limit after the change.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public MessagingLimit? CurrentLimit { get; set; }

    /// <summary>Unique users per day.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationsPerBusiness { get; set; }
}

/// <summary>Value of the field security.</summary>
public sealed record SecurityValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>What happened.</summary>
    public SecurityEvent? Event { get; set; }

    /// <summary>Id of the user who caused the event.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Requester { get; set; }
}
