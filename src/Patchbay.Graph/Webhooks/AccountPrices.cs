using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>When the international authentication rate starts to apply.</summary>
public sealed record RateEligibility : GraphObject
{
    /// <summary>Start in all countries without their own start, in seconds since 1970.</summary>
    public long? StartTime { get; set; }

    /// <summary>Countries with their own start.</summary>
    public IReadOnlyList<RateException>? ExceptionCountries { get; set; }
}

/// <summary>A country with its own start.</summary>
public sealed record RateException : GraphObject
{
    /// <summary>Country code, two letters.</summary>
    public string? CountryCode { get; set; }

    /// <summary>Start in this country, in seconds since 1970.</summary>
    public long? StartTime { get; set; }
}

/// <summary>A volume pricing tier.</summary>
public sealed record VolumeTierInfo : GraphObject
{
    /// <summary>When the tier was reached, in seconds since 1970.</summary>
    public long? TierUpdateTime { get; set; }

    /// <summary>Category of the messages: AUTHENTICATION or UTILITY.</summary>
    public string? PricingCategory { get; set; }

    /// <summary>Range of messages: <c>25000001:50000000</c>.</summary>
    public string? Tier { get; set; }

    /// <summary>Month in which the tier applies: <c>2025-11</c>.</summary>
    public string? EffectiveMonth { get; set; }

    /// <summary>Country or region where the tier applies.</summary>
    public string? Region { get; set; }
}

/// <summary>The certification of a partner's client.</summary>
public sealed record CertificationInfo : GraphObject
{
    /// <summary>Id of the client's portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ClientBusinessId { get; set; }

    /// <summary>Status of the certification; absent when it is only requested.</summary>
    public CertificationStatus? Status { get; set; }

    /// <summary>Reasons of a rejection, or NONE.</summary>
    public IReadOnlyList<string>? RejectionReasons { get; set; }
}
