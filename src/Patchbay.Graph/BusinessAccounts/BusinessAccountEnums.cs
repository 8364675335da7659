using System.Text.Json.Serialization;

namespace Patchbay.Graph.BusinessAccounts;

/// <summary>Whether Meta has reviewed an account.</summary>
[JsonConverter(typeof(OpenEnumConverter<AccountReviewStatus>))]
public readonly record struct AccountReviewStatus(string Value) : IOpenEnum<AccountReviewStatus>
{
    /// <summary>Approved.</summary>
    public static AccountReviewStatus Approved => new("APPROVED");

    /// <summary>Under review.</summary>
    public static AccountReviewStatus Pending => new("PENDING");

    /// <summary>Refused.</summary>
    public static AccountReviewStatus Rejected => new("REJECTED");

    /// <summary>Approved with limits.</summary>
    public static AccountReviewStatus Restricted => new("RESTRICTED");

    /// <inheritdoc/>
    public static AccountReviewStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AccountReviewStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The verification status of a business.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessVerificationStatus>))]
public readonly record struct BusinessVerificationStatus(string Value) : IOpenEnum<BusinessVerificationStatus>
{
    /// <summary>Verified.</summary>
    public static BusinessVerificationStatus Verified => new("VERIFIED");

    /// <summary>Not verified, as Meta's description spells it.</summary>
    public static BusinessVerificationStatus Unverified => new("UNVERIFIED");

    /// <summary>Not verified, as Meta's live API spells it.</summary>
    public static BusinessVerificationStatus NotVerified => new("NOT_VERIFIED");

    /// <summary>In progress.</summary>
    public static BusinessVerificationStatus Pending => new("PENDING");

    /// <summary>Meta needs more information.</summary>
    public static BusinessVerificationStatus PendingNeedMoreInfo => new("PENDING_NEED_MORE_INFO");

    /// <summary>Not submitted yet.</summary>
    public static BusinessVerificationStatus PendingSubmission => new("PENDING_SUBMISSION");

    /// <summary>Refused.</summary>
    public static BusinessVerificationStatus Rejected => new("REJECTED");

    /// <summary>Failed.</summary>
    public static BusinessVerificationStatus Failed => new("FAILED");

    /// <summary>Cannot be verified.</summary>
    public static BusinessVerificationStatus Ineligible => new("INELIGIBLE");

    /// <summary>The verification has expired.</summary>
    public static BusinessVerificationStatus Expired => new("EXPIRED");

    /// <summary>Revoked.</summary>
    public static BusinessVerificationStatus Revoked => new("REVOKED");

    /// <inheritdoc/>
    public static BusinessVerificationStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(BusinessVerificationStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Who owns an account.</summary>
[JsonConverter(typeof(OpenEnumConverter<OwnershipType>))]
public readonly record struct OwnershipType(string Value) : IOpenEnum<OwnershipType>
{
    /// <summary>The business itself.</summary>
    public static OwnershipType SelfOwned => new("SELF_OWNED");

    /// <summary>A client.</summary>
    public static OwnershipType ClientOwned => new("CLIENT_OWNED");

    /// <summary>An agency.</summary>
    public static OwnershipType AgencyOwned => new("AGENCY_OWNED");

    /// <summary>A partner, on behalf of a client.</summary>
    public static OwnershipType OnBehalfOf => new("ON_BEHALF_OF");

    /// <inheritdoc/>
    public static OwnershipType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(OwnershipType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
