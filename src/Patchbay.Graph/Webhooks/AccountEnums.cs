using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>The kind of thing that an alert is about.</summary>
[JsonConverter(typeof(OpenEnumConverter<AlertEntity>))]
public readonly record struct AlertEntity(string Value) : IOpenEnum<AlertEntity>
{
    /// <summary>A portfolio.</summary>
    public static AlertEntity Business => new("BUSINESS");

    /// <summary>A number.</summary>
    public static AlertEntity PhoneNumber => new("PHONE_NUMBER");

    /// <summary>A status.</summary>
    public static AlertEntity CurrentStatusId => new("CURRENT_STATUS_ID");

    /// <inheritdoc/>
    public static AlertEntity Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AlertEntity other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The severity of an alert.</summary>
[JsonConverter(typeof(OpenEnumConverter<AlertSeverity>))]
public readonly record struct AlertSeverity(string Value) : IOpenEnum<AlertSeverity>
{
    /// <summary>Critical.</summary>
    public static AlertSeverity Critical => new("CRITICAL");

    /// <summary>A warning.</summary>
    public static AlertSeverity Warning => new("WARNING");

    /// <summary>Information only.</summary>
    public static AlertSeverity Informational => new("INFORMATIONAL");

    /// <inheritdoc/>
    public static AlertSeverity Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AlertSeverity other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The type of an alert.</summary>
[JsonConverter(typeof(OpenEnumConverter<AlertType>))]
public readonly record struct AlertType(string Value) : IOpenEnum<AlertType>
{
    /// <summary>The decision about a higher limit was deferred.</summary>
    public static AlertType IncreasedCapabilitiesEligibilityDeferred =>
        new("INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED");

    /// <summary>A higher limit was refused.</summary>
    public static AlertType IncreasedCapabilitiesEligibilityFailed => new("INCREASED_CAPABILITIES_ELIGIBILITY_FAILED");

    /// <summary>A higher limit needs more information.</summary>
    public static AlertType IncreasedCapabilitiesEligibilityNeedMoreInfo =>
        new("INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO");

    /// <summary>The official badge was granted.</summary>
    public static AlertType ObaApproved => new("OBA_APPROVED");

    /// <summary>The official badge was refused.</summary>
    public static AlertType ObaRejected => new("OBA_REJECTED");

    /// <summary>The profile picture was lost.</summary>
    public static AlertType ProfilePictureLost => new("PROFILE_PICTURE_LOST");

    /// <inheritdoc/>
    public static AlertType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AlertType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The decision of a review.</summary>
[JsonConverter(typeof(OpenEnumConverter<ReviewDecision>))]
public readonly record struct ReviewDecision(string Value) : IOpenEnum<ReviewDecision>
{
    /// <summary>Granted.</summary>
    public static ReviewDecision Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static ReviewDecision Rejected => new("REJECTED");

    /// <summary>Pending.</summary>
    public static ReviewDecision Pending => new("PENDING");

    /// <summary>Deferred.</summary>
    public static ReviewDecision Deferred => new("DEFERRED");

    /// <inheritdoc/>
    public static ReviewDecision Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ReviewDecision other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The reason why a number is no longer shared.</summary>
[JsonConverter(typeof(OpenEnumConverter<DisconnectionReason>))]
public readonly record struct DisconnectionReason(string Value) : IOpenEnum<DisconnectionReason>
{
    /// <summary>The account was disconnected.</summary>
    public static DisconnectionReason AccountDisconnected => new("ACCOUNT_DISCONNECTED");

    /// <summary>The WhatsApp Business app was replaced by the consumer app.</summary>
    public static DisconnectionReason BusinessDowngrade => new("BUSINESS_DOWNGRADE");

    /// <summary>The number changed.</summary>
    public static DisconnectionReason ChangeNumber => new("CHANGE_NUMBER");

    /// <summary>A linked device was not used.</summary>
    public static DisconnectionReason CompanionInactivity => new("COMPANION_INACTIVITY");

    /// <summary>The phone was not used.</summary>
    public static DisconnectionReason PrimaryInactivity => new("PRIMARY_INACTIVITY");

    /// <summary>The user registered again.</summary>
    public static DisconnectionReason UserReRegistered => new("USER_RE_REGISTERED");

    /// <inheritdoc/>
    public static DisconnectionReason Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(DisconnectionReason other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What an account may no longer do.</summary>
[JsonConverter(typeof(OpenEnumConverter<RestrictionType>))]
public readonly record struct RestrictionType(string Value) : IOpenEnum<RestrictionType>
{
    /// <summary>Add numbers.</summary>
    public static RestrictionType RestrictedAddPhoneNumberAction => new("RESTRICTED_ADD_PHONE_NUMBER_ACTION");

    /// <summary>Start conversations.</summary>
    public static RestrictionType RestrictedBizInitiatedMessaging => new("RESTRICTED_BIZ_INITIATED_MESSAGING");

    /// <summary>Answer users.</summary>
    public static RestrictionType RestrictedCustomerInitiatedMessaging =>
        new("RESTRICTED_CUSTOMER_INITIATED_MESSAGING");

    /// <summary>Call users and receive calls.</summary>
    public static RestrictionType RestrictedBizInitiatedAndUserInitiatedCalling =>
        new("RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING");

    /// <summary>Call users.</summary>
    public static RestrictionType RestrictedBusinessInitiatedCalling => new("RESTRICTED_BUSINESS_INITIATED_CALLING");

    /// <summary>Receive calls.</summary>
    public static RestrictionType RestrictedUserInitiatedCalling => new("RESTRICTED_USER_INITIATED_CALLING");

    /// <summary>Receive calls: the call button is hidden.</summary>
    public static RestrictionType RestrictedUserInitiatedCallingCallButtonHidden =>
        new("RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN");

    /// <summary>Send utility templates.</summary>
    public static RestrictionType RestrictedUtilityTemplates => new("RESTRICTED_UTILITY_TEMPLATES");

    /// <summary>Send utility templates directly.</summary>
    public static RestrictionType RestrictedDirectSendUtilityTemplates =>
        new("RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES");

    /// <inheritdoc/>
    public static RestrictionType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RestrictionType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The status of a certification.</summary>
[JsonConverter(typeof(OpenEnumConverter<CertificationStatus>))]
public readonly record struct CertificationStatus(string Value) : IOpenEnum<CertificationStatus>
{
    /// <summary>Granted.</summary>
    public static CertificationStatus Approved => new("APPROVED");

    /// <summary>Discarded.</summary>
    public static CertificationStatus Discarded => new("DISCARDED");

    /// <summary>Failed.</summary>
    public static CertificationStatus Failed => new("FAILED");

    /// <summary>Pending.</summary>
    public static CertificationStatus Pending => new("PENDING");

    /// <summary>Revoked.</summary>
    public static CertificationStatus Revoked => new("REVOKED");

    /// <inheritdoc/>
    public static CertificationStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CertificationStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
