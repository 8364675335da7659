using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>The status of a phone number.</summary>
[JsonConverter(typeof(OpenEnumConverter<PhoneNumberStatus>))]
public readonly record struct PhoneNumberStatus(string Value) : IOpenEnum<PhoneNumberStatus>
{
    /// <summary>Registered; can send and receive.</summary>
    public static PhoneNumberStatus Connected => new("CONNECTED");

    /// <summary>Not registered.</summary>
    public static PhoneNumberStatus Disconnected => new("DISCONNECTED");

    /// <summary>In setup.</summary>
    public static PhoneNumberStatus Pending => new("PENDING");

    /// <summary>Ownership is not proved yet.</summary>
    public static PhoneNumberStatus Unverified => new("UNVERIFIED");

    /// <summary>Quality is low.</summary>
    public static PhoneNumberStatus Flagged => new("FLAGGED");

    /// <summary>Limited for breaking a policy or a limit.</summary>
    public static PhoneNumberStatus Restricted => new("RESTRICTED");

    /// <summary>Limited because it sent too many messages.</summary>
    public static PhoneNumberStatus RateLimited => new("RATE_LIMITED");

    /// <summary>Blocked permanently.</summary>
    public static PhoneNumberStatus Banned => new("BANNED");

    /// <summary>Removed.</summary>
    public static PhoneNumberStatus Deleted => new("DELETED");

    /// <summary>Moved to another account.</summary>
    public static PhoneNumberStatus Migrated => new("MIGRATED");

    /// <summary>Attached to its account.</summary>
    public static PhoneNumberStatus Linked => new("LINKED");

    /// <summary>Detached from its account.</summary>
    public static PhoneNumberStatus Unlinked => new("UNLINKED");

    /// <inheritdoc/>
    public static PhoneNumberStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PhoneNumberStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The quality rating of a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<QualityRating>))]
public readonly record struct QualityRating(string Value) : IOpenEnum<QualityRating>
{
    /// <summary>High quality.</summary>
    public static QualityRating Green => new("GREEN");

    /// <summary>Medium quality.</summary>
    public static QualityRating Yellow => new("YELLOW");

    /// <summary>Low quality.</summary>
    /// <remarks>Limits stop rising.</remarks>
    public static QualityRating Red => new("RED");

    /// <summary>Not rated.</summary>
    public static QualityRating Na => new("NA");

    /// <summary>Not rated yet.</summary>
    public static QualityRating Unknown => new("UNKNOWN");

    /// <inheritdoc/>
    public static QualityRating Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(QualityRating other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whether ownership was proved with a code.</summary>
[JsonConverter(typeof(OpenEnumConverter<CodeVerificationStatus>))]
public readonly record struct CodeVerificationStatus(string Value) : IOpenEnum<CodeVerificationStatus>
{
    /// <summary>Proved.</summary>
    public static CodeVerificationStatus Verified => new("VERIFIED");

    /// <summary>Not proved.</summary>
    public static CodeVerificationStatus Unverified => new("UNVERIFIED");

    /// <summary>Not proved, as Meta's live API spells it.</summary>
    public static CodeVerificationStatus NotVerified => new("NOT_VERIFIED");

    /// <summary>The proof has expired.</summary>
    public static CodeVerificationStatus Expired => new("EXPIRED");

    /// <inheritdoc/>
    public static CodeVerificationStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CodeVerificationStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The review status of a display name.</summary>
[JsonConverter(typeof(OpenEnumConverter<NameStatus>))]
public readonly record struct NameStatus(string Value) : IOpenEnum<NameStatus>
{
    /// <summary>Approved.</summary>
    public static NameStatus Approved => new("APPROVED");

    /// <summary>Usable without review.</summary>
    public static NameStatus AvailableWithoutReview => new("AVAILABLE_WITHOUT_REVIEW");

    /// <summary>Refused.</summary>
    public static NameStatus Declined => new("DECLINED");

    /// <summary>The certificate of the name has expired.</summary>
    public static NameStatus Expired => new("EXPIRED");

    /// <summary>Under review.</summary>
    public static NameStatus PendingReview => new("PENDING_REVIEW");

    /// <summary>No name.</summary>
    public static NameStatus None => new("NONE");

    /// <inheritdoc/>
    public static NameStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(NameStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
