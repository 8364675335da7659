using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>From when the international authentication price applies.</summary>
public sealed record RateEligibility : GraphObject
{
    /// <summary>In general, in seconds since 1970.</summary>
    public long? StartTime { get; set; }

    /// <summary>Countries where it is another time.</summary>
    public IReadOnlyList<RateException>? ExceptionCountries { get; set; }
}

/// <summary>A country with a time of its own.</summary>
public sealed record RateException : GraphObject
{
    /// <summary>Two letters.</summary>
    public string? CountryCode { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? StartTime { get; set; }
}

/// <summary>A step of the volume prices.</summary>
public sealed record VolumeTierInfo : GraphObject
{
    /// <summary>When it was reached, in seconds since 1970.</summary>
    public long? TierUpdateTime { get; set; }

    /// <summary>AUTHENTICATION or UTILITY.</summary>
    public string? PricingCategory { get; set; }

    /// <summary>Its bounds in messages: <c>25000001:50000000</c>.</summary>
    public string? Tier { get; set; }

    /// <summary>The month it holds for: <c>2025-11</c>.</summary>
    public string? EffectiveMonth { get; set; }

    /// <summary>The country or region it holds for.</summary>
    public string? Region { get; set; }
}

/// <summary>The certification of a partner's client.</summary>
public sealed record CertificationInfo : GraphObject
{
    /// <summary>The client's portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ClientBusinessId { get; set; }

    /// <summary>How it stands; absent where it is only asked for.</summary>
    public CertificationStatus? Status { get; set; }

    /// <summary>Why not, or NONE.</summary>
    public IReadOnlyList<string>? RejectionReasons { get; set; }
}
