using System.Text.Json.Serialization;

namespace Patchbay.Graph.Businesses;

/// <summary>A business portfolio. Which members are there depends on the fields asked for.</summary>
public sealed record Business : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Whether it is verified.</summary>
    public string? VerificationStatus { get; init; }

    /// <summary>Unique users per 24 hours.</summary>
    public string? WhatsappBusinessManagerMessagingLimit { get; init; }
}
