using System.Text.Json.Serialization;

namespace Patchbay.Graph.PreVerifiedNumbers;

/// <summary>A partner that a number is shared with.</summary>
public sealed record NumberPartner : GraphObject
{
    /// <summary>Id of the partner's portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the partner.</summary>
    public string? Name { get; init; }

    /// <summary>When the portfolio was created, in ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When the portfolio last changed, in ISO 8601.</summary>
    public string? UpdatedTime { get; init; }

    /// <summary>Whether the partner is verified.</summary>
    public PartnerVerification? VerificationStatus { get; init; }

    /// <summary>Primary page of the partner.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PrimaryPage { get; init; }

    /// <summary>Meta's numeric id of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Who must use two-factor authentication.</summary>
    public TwoFactorType? TwoFactorType { get; init; }
}

/// <summary>The verification status of a partner.</summary>
[JsonConverter(typeof(OpenEnumConverter<PartnerVerification>))]
public readonly record struct PartnerVerification(string Value) : IOpenEnum<PartnerVerification>
{
    /// <summary>Not verified.</summary>
    public static PartnerVerification NotVerified => new("not_verified");

    /// <summary>In progress.</summary>
    public static PartnerVerification Pending => new("pending");

    /// <summary>Verified.</summary>
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

/// <summary>Who must use two-factor authentication.</summary>
[JsonConverter(typeof(OpenEnumConverter<TwoFactorType>))]
public readonly record struct TwoFactorType(string Value) : IOpenEnum<TwoFactorType>
{
    /// <summary>No user.</summary>
    public static TwoFactorType None => new("none");

    /// <summary>Administrators.</summary>
    public static TwoFactorType AdminRequired => new("admin_required");

    /// <summary>All users.</summary>
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
