using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Activities;

/// <summary>An entry of an account's activity log.</summary>
public sealed record Activity : GraphObject
{
    /// <summary>Id of the activity.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The kind of activity.</summary>
    public ActivityType? ActivityType { get; init; }

    /// <summary>When the activity happened, in ISO 8601.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The kind of actor.</summary>
    public ActorType? ActorType { get; init; }

    /// <summary>Id of the actor.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ActorId { get; init; }

    /// <summary>Name of the actor.</summary>
    public string? ActorName { get; init; }

    /// <summary>A text that describes the activity.</summary>
    public string? Description { get; init; }

    /// <summary>Further details, a JSON object.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>IP address of the actor.</summary>
    public string? IpAddress { get; init; }

    /// <summary>User agent of the actor.</summary>
    public string? UserAgent { get; init; }
}

/// <summary>A kind of activity.</summary>
[JsonConverter(typeof(OpenEnumConverter<ActivityType>))]
public readonly record struct ActivityType(string Value) : IOpenEnum<ActivityType>
{
    /// <summary>The account was created.</summary>
    public static ActivityType AccountCreated => new("ACCOUNT_CREATED");

    /// <summary>The account was changed.</summary>
    public static ActivityType AccountUpdated => new("ACCOUNT_UPDATED");

    /// <summary>The account was deleted.</summary>
    public static ActivityType AccountDeleted => new("ACCOUNT_DELETED");

    /// <summary>A number was added.</summary>
    public static ActivityType PhoneNumberAdded => new("PHONE_NUMBER_ADDED");

    /// <summary>A number was removed.</summary>
    public static ActivityType PhoneNumberRemoved => new("PHONE_NUMBER_REMOVED");

    /// <summary>A number was verified.</summary>
    public static ActivityType PhoneNumberVerified => new("PHONE_NUMBER_VERIFIED");

    /// <summary>A user was added.</summary>
    public static ActivityType UserAdded => new("USER_ADDED");

    /// <summary>A user was removed.</summary>
    public static ActivityType UserRemoved => new("USER_REMOVED");

    /// <summary>The role of a user was changed.</summary>
    public static ActivityType UserRoleChanged => new("USER_ROLE_CHANGED");

    /// <summary>A permission was granted.</summary>
    public static ActivityType PermissionGranted => new("PERMISSION_GRANTED");

    /// <summary>A permission was revoked.</summary>
    public static ActivityType PermissionRevoked => new("PERMISSION_REVOKED");

    /// <summary>A template was created.</summary>
    public static ActivityType TemplateCreated => new("TEMPLATE_CREATED");

    /// <summary>A template was changed.</summary>
    public static ActivityType TemplateUpdated => new("TEMPLATE_UPDATED");

    /// <summary>A template was deleted.</summary>
    public static ActivityType TemplateDeleted => new("TEMPLATE_DELETED");

    /// <summary>Webhooks were set up.</summary>
    public static ActivityType WebhookConfigured => new("WEBHOOK_CONFIGURED");

    /// <summary>An app was given access.</summary>
    public static ActivityType ApiAccessGranted => new("API_ACCESS_GRANTED");

    /// <summary>An app lost its access.</summary>
    public static ActivityType ApiAccessRevoked => new("API_ACCESS_REVOKED");

    /// <summary>The payment settings were changed.</summary>
    public static ActivityType BillingUpdated => new("BILLING_UPDATED");

    /// <summary>A policy was enforced.</summary>
    public static ActivityType ComplianceAction => new("COMPLIANCE_ACTION");

    /// <summary>A security event.</summary>
    public static ActivityType SecurityEvent => new("SECURITY_EVENT");

    /// <inheritdoc/>
    public static ActivityType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ActivityType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A kind of actor.</summary>
[JsonConverter(typeof(OpenEnumConverter<ActorType>))]
public readonly record struct ActorType(string Value) : IOpenEnum<ActorType>
{
    /// <summary>A person.</summary>
    public static ActorType User => new("USER");

    /// <summary>Meta.</summary>
    public static ActorType System => new("SYSTEM");

    /// <summary>An app.</summary>
    public static ActorType Api => new("API");

    /// <summary>An administrator.</summary>
    public static ActorType Admin => new("ADMIN");

    /// <summary>An automatic process.</summary>
    public static ActorType AutomatedProcess => new("AUTOMATED_PROCESS");

    /// <inheritdoc/>
    public static ActorType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ActorType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Narrows a list of activities.</summary>
public sealed record ListActivities : PageQuery
{
    /// <summary>Start of the period, in ISO 8601.</summary>
    public string? Since { get; init; }

    /// <summary>End of the period, in ISO 8601.</summary>
    public string? Until { get; init; }

    /// <summary>Comma-separated kinds of activity to return.</summary>
    public string? ActivityType { get; init; }
}
