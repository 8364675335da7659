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

/// <summary>Whether a business is verified.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessVerificationStatus>))]
public readonly record struct BusinessVerificationStatus(string Value) : IOpenEnum<BusinessVerificationStatus>
{
    /// <summary>Verified.</summary>
    public static BusinessVerificationStatus Verified => new("VERIFIED");

    /// <summary>Not verified, in the description's spelling.</summary>
    public static BusinessVerificationStatus Unverified => new("UNVERIFIED");

    /// <summary>Not verified, in the live spelling.</summary>
    public static BusinessVerificationStatus NotVerified => new("NOT_VERIFIED");

    /// <summary>Under way.</summary>
    public static BusinessVerificationStatus Pending => new("PENDING");

    /// <summary>Meta wants more.</summary>
    public static BusinessVerificationStatus PendingNeedMoreInfo => new("PENDING_NEED_MORE_INFO");

    /// <summary>Not sent in yet.</summary>
    public static BusinessVerificationStatus PendingSubmission => new("PENDING_SUBMISSION");

    /// <summary>Refused.</summary>
    public static BusinessVerificationStatus Rejected => new("REJECTED");

    /// <summary>Failed.</summary>
    public static BusinessVerificationStatus Failed => new("FAILED");

    /// <summary>Cannot be verified.</summary>
    public static BusinessVerificationStatus Ineligible => new("INELIGIBLE");

    /// <summary>No longer valid.</summary>
    public static BusinessVerificationStatus Expired => new("EXPIRED");

    /// <summary>Taken back.</summary>
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

/// <summary>Whose an account is.</summary>
[JsonConverter(typeof(OpenEnumConverter<OwnershipType>))]
public readonly record struct OwnershipType(string Value) : IOpenEnum<OwnershipType>
{
    /// <summary>The business's own.</summary>
    public static OwnershipType SelfOwned => new("SELF_OWNED");

    /// <summary>A client's.</summary>
    public static OwnershipType ClientOwned => new("CLIENT_OWNED");

    /// <summary>An agency's.</summary>
    public static OwnershipType AgencyOwned => new("AGENCY_OWNED");

    /// <summary>Held for a client.</summary>
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
