using System.Text.Json.Serialization;

namespace Patchbay.Graph.PreVerifiedNumbers;

/// <summary>A phone number that a partner owns and has verified, for clients to use.</summary>
public sealed record PreVerifiedNumber : GraphObject
{
    /// <summary>Id of the number.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>The number in display form.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>Country calling code, 1 to 999.</summary>
    public int? CountryPrefix { get; init; }

    /// <summary>Country code, two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the number is verified.</summary>
    public PreVerifiedStatus? VerificationStatus { get; init; }

    /// <summary>Whether the number is available.</summary>
    public AvailabilityStatus? AvailabilityStatus { get; init; }

    /// <summary>When the number was added, in ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When the number last changed, in ISO 8601.</summary>
    public string? LastUpdated { get; init; }

    /// <summary>Features that the number supports.</summary>
    public IReadOnlyList<NumberFeature>? SupportedFeatures { get; init; }

    /// <summary>Whether the requested id belongs to a pre-verified number.</summary>
    public bool? IsInputIdValid { get; init; }

    /// <summary>Description of the error.</summary>
    public string? ErrorMsg { get; init; }

    /// <summary>When the number was last verified, in ISO 8601.</summary>
    /// <remarks>The verification lasts 90 days.</remarks>
    public string? CodeVerificationTime { get; init; }
}

/// <summary>The verification status of a pre-verified number.</summary>
[JsonConverter(typeof(OpenEnumConverter<PreVerifiedStatus>))]
public readonly record struct PreVerifiedStatus(string Value) : IOpenEnum<PreVerifiedStatus>
{
    /// <summary>Verified.</summary>
    public static PreVerifiedStatus Verified => new("VERIFIED");

    /// <summary>Not verified yet.</summary>
    public static PreVerifiedStatus Pending => new("PENDING");

    /// <summary>Failed.</summary>
    public static PreVerifiedStatus Failed => new("FAILED");

    /// <summary>The verification has expired.</summary>
    public static PreVerifiedStatus Expired => new("EXPIRED");

    /// <inheritdoc/>
    public static PreVerifiedStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PreVerifiedStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether a pre-verified number is available.</summary>
[JsonConverter(typeof(OpenEnumConverter<AvailabilityStatus>))]
public readonly record struct AvailabilityStatus(string Value) : IOpenEnum<AvailabilityStatus>
{
    /// <summary>Available.</summary>
    public static AvailabilityStatus Available => new("AVAILABLE");

    /// <summary>In use.</summary>
    public static AvailabilityStatus InUse => new("IN_USE");

    /// <summary>Reserved.</summary>
    public static AvailabilityStatus Reserved => new("RESERVED");

    /// <summary>Not available.</summary>
    public static AvailabilityStatus Unavailable => new("UNAVAILABLE");

    /// <inheritdoc/>
    public static AvailabilityStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AvailabilityStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A feature of a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<NumberFeature>))]
public readonly record struct NumberFeature(string Value) : IOpenEnum<NumberFeature>
{
    /// <summary>Messages.</summary>
    public static NumberFeature Messaging => new("MESSAGING");

    /// <summary>Business profile.</summary>
    public static NumberFeature BusinessProfile => new("BUSINESS_PROFILE");

    /// <summary>Webhooks.</summary>
    public static NumberFeature Webhooks => new("WEBHOOKS");

    /// <summary>Templates.</summary>
    public static NumberFeature Templates => new("TEMPLATES");

    /// <summary>Analytics.</summary>
    public static NumberFeature Analytics => new("ANALYTICS");

    /// <summary>Catalog.</summary>
    public static NumberFeature Commerce => new("COMMERCE");

    /// <summary>Flows.</summary>
    public static NumberFeature Flows => new("FLOWS");

    /// <inheritdoc/>
    public static NumberFeature Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(NumberFeature other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Narrows a list of pre-verified numbers.</summary>
public sealed record ListPreVerifiedNumbers : PageQuery
{
    /// <summary>Returns only numbers with this verification status.</summary>
    public PreVerifiedStatus? VerificationStatus { get; init; }

    /// <summary>Returns only numbers with this availability.</summary>
    public AvailabilityStatus? AvailabilityStatus { get; init; }

    /// <summary>Returns only numbers of this country, two letters.</summary>
    public string? CountryCode { get; init; }
}

/// <summary>A number to add to the pool.</summary>
/// <remarks>Verify the number next.</remarks>
public sealed record AddPreVerifiedNumber : GraphObject
{
    /// <summary>The number with plus and country code.</summary>
    public required string PhoneNumber { get; init; }
}

/// <summary>Shares a number with a partner.</summary>
public sealed record SharePreVerifiedNumber : GraphObject
{
    /// <summary>Id of the pre-verified number.</summary>
    public required string PreverifiedId { get; init; }

    /// <summary>Id of the partner's portfolio.</summary>
    public required string PartnerBusinessId { get; init; }
}
