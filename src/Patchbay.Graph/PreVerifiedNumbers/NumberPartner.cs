using System.Text.Json.Serialization;

namespace Patchbay.Graph.PreVerifiedNumbers;

/// <summary>A partner that a number is shared with.</summary>
public sealed record NumberPartner : GraphObject
{
    /// <summary>Its portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>When its portfolio was made, ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When it last changed, ISO 8601.</summary>
    public string? UpdatedTime { get; init; }

    /// <summary>Whether it is verified.</summary>
    public PartnerVerification? VerificationStatus { get; init; }

    /// <summary>Its page.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PrimaryPage { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Who must log in with a second factor.</summary>
    public TwoFactorType? TwoFactorType { get; init; }
}

/// <summary>Whether a partner is verified.</summary>
[JsonConverter(typeof(OpenEnumConverter<PartnerVerification>))]
public readonly record struct PartnerVerification(string Value) : IOpenEnum<PartnerVerification>
{
    /// <summary>No.</summary>
    public static PartnerVerification NotVerified => new("not_verified");

    /// <summary>Under way.</summary>
    public static PartnerVerification Pending => new("pending");

    /// <summary>Yes.</summary>
    public static PartnerVerification Verified => new("verified");

    /// <inheritdoc/>
    public static PartnerVerification Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PartnerVerification other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Who must log in with a second factor.</summary>
[JsonConverter(typeof(OpenEnumConverter<TwoFactorType>))]
public readonly record struct TwoFactorType(string Value) : IOpenEnum<TwoFactorType>
{
    /// <summary>Nobody.</summary>
    public static TwoFactorType None => new("none");

    /// <summary>Administrators.</summary>
    public static TwoFactorType AdminRequired => new("admin_required");

    /// <summary>Everybody.</summary>
    public static TwoFactorType AllRequired => new("all_required");

    /// <inheritdoc/>
    public static TwoFactorType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TwoFactorType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
