using System.Text.Json.Serialization;

namespace Patchbay.Graph.PreVerifiedNumbers;

/// <summary>A phone number that the partner owns and has verified, for clients to take.</summary>
public sealed record PreVerifiedNumber : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>The number as people write it.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>Dialling code, 1 to 999.</summary>
    public int? CountryPrefix { get; init; }

    /// <summary>Country, two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>Whether it is verified.</summary>
    public PreVerifiedStatus? VerificationStatus { get; init; }

    /// <summary>Whether it can be taken.</summary>
    public AvailabilityStatus? AvailabilityStatus { get; init; }

    /// <summary>When it was added, ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When it last changed, ISO 8601.</summary>
    public string? LastUpdated { get; init; }

    /// <summary>What it can do.</summary>
    public IReadOnlyList<NumberFeature>? SupportedFeatures { get; init; }

    /// <summary>Whether the id asked for is one of a pre-verified number.</summary>
    public bool? IsInputIdValid { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? ErrorMsg { get; init; }

    /// <summary>When it was last verified, ISO 8601; that lasts 90 days.</summary>
    public string? CodeVerificationTime { get; init; }
}

/// <summary>Whether a pre-verified number is verified.</summary>
[JsonConverter(typeof(OpenEnumConverter<PreVerifiedStatus>))]
public readonly record struct PreVerifiedStatus(string Value) : IOpenEnum<PreVerifiedStatus>
{
    /// <summary>Verified.</summary>
    public static PreVerifiedStatus Verified => new("VERIFIED");

    /// <summary>Not yet.</summary>
    public static PreVerifiedStatus Pending => new("PENDING");

    /// <summary>Failed.</summary>
    public static PreVerifiedStatus Failed => new("FAILED");

    /// <summary>Too long ago.</summary>
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

/// <summary>Whether a pre-verified number can be taken.</summary>
[JsonConverter(typeof(OpenEnumConverter<AvailabilityStatus>))]
public readonly record struct AvailabilityStatus(string Value) : IOpenEnum<AvailabilityStatus>
{
    /// <summary>It can.</summary>
    public static AvailabilityStatus Available => new("AVAILABLE");

    /// <summary>It is taken.</summary>
    public static AvailabilityStatus InUse => new("IN_USE");

    /// <summary>It is held for someone.</summary>
    public static AvailabilityStatus Reserved => new("RESERVED");

    /// <summary>It cannot.</summary>
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

/// <summary>What a number can do.</summary>
[JsonConverter(typeof(OpenEnumConverter<NumberFeature>))]
public readonly record struct NumberFeature(string Value) : IOpenEnum<NumberFeature>
{
    /// <summary>Messages.</summary>
    public static NumberFeature Messaging => new("MESSAGING");

    /// <summary>A profile.</summary>
    public static NumberFeature BusinessProfile => new("BUSINESS_PROFILE");

    /// <summary>Webhooks.</summary>
    public static NumberFeature Webhooks => new("WEBHOOKS");

    /// <summary>Templates.</summary>
    public static NumberFeature Templates => new("TEMPLATES");

    /// <summary>Statistics.</summary>
    public static NumberFeature Analytics => new("ANALYTICS");

    /// <summary>A catalog.</summary>
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
    /// <summary>Only in this state.</summary>
    public PreVerifiedStatus? VerificationStatus { get; init; }

    /// <summary>Only in this state.</summary>
    public AvailabilityStatus? AvailabilityStatus { get; init; }

    /// <summary>Only of this country, two letters.</summary>
    public string? CountryCode { get; init; }
}

/// <summary>A number to add to the pool; verify it next.</summary>
public sealed record AddPreVerifiedNumber : GraphObject
{
    /// <summary>With plus and country code.</summary>
    public required string PhoneNumber { get; init; }
}

/// <summary>Shares a number with a partner.</summary>
public sealed record SharePreVerifiedNumber : GraphObject
{
    /// <summary>The number.</summary>
    public required string PreverifiedId { get; init; }

    /// <summary>The partner's portfolio.</summary>
    public required string PartnerBusinessId { get; init; }
}
