using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Graph.Webhooks;

/// <summary>Field phone_number_name_update. After approval the number must be registered again.</summary>
public sealed record PhoneNameValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>The outcome.</summary>
    public ReviewDecision? Decision { get; set; }

    /// <summary>The name.</summary>
    public string? RequestedVerifiedName { get; set; }

    /// <summary>Why not.</summary>
    public NameRejection? RejectionReason { get; set; }
}

/// <summary>Field phone_number_quality_update.</summary>
public sealed record PhoneQualityValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>What changed.</summary>
    public PhoneQualityEvent? Event { get; set; }

    /// <summary>Limit before; no longer sent.</summary>
    public MessagingLimit? OldLimit { get; set; }

    /// <summary>Limit now; no longer sent.</summary>
    public MessagingLimit? CurrentLimit { get; set; }

    /// <summary>Unique users per day.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationsPerBusiness { get; set; }
}

/// <summary>Field security.</summary>
public sealed record SecurityValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>What happened.</summary>
    public SecurityEvent? Event { get; set; }

    /// <summary>Who did it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Requester { get; set; }
}
