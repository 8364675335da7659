using System.Text.Json.Serialization;
using Patchbay.Graph.BusinessAccounts;

namespace Patchbay.Graph.Solutions;

/// <summary>A multi-partner solution: the apps of two partners serve the same clients.</summary>
public sealed record Solution : GraphObject
{
    /// <summary>Id of the solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the solution, 2 to 75 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Status of the solution.</summary>
    public SolutionStatus? Status { get; init; }

    /// <summary>The request that waits for an answer.</summary>
    public PendingSolutionRequest? StatusForPendingRequest { get; init; }

    /// <summary>The app that created the solution.</summary>
    public AppReference? OwnerApp { get; init; }

    /// <summary>What the owner may do with clients' accounts.</summary>
    public IReadOnlyList<WabaTask>? OwnerPermissions { get; init; }

    /// <summary>The partner's app.</summary>
    public AppReference? PartnerApp { get; init; }

    /// <summary>What the partner may do with clients' accounts.</summary>
    public IReadOnlyList<WabaTask>? PartnerPermissions { get; init; }
}

/// <summary>The status of a solution, or of a partner's part in it.</summary>
[JsonConverter(typeof(OpenEnumConverter<SolutionStatus>))]
public readonly record struct SolutionStatus(string Value) : IOpenEnum<SolutionStatus>
{
    /// <summary>Not sent yet.</summary>
    public static SolutionStatus Draft => new("DRAFT");

    /// <summary>Sent to the partner.</summary>
    public static SolutionStatus Initiated => new("INITIATED");

    /// <summary>The partner was notified.</summary>
    public static SolutionStatus NotificationSent => new("NOTIFICATION_SENT");

    /// <summary>The partner accepted.</summary>
    public static SolutionStatus Accepted => new("ACCEPTED");

    /// <summary>Active.</summary>
    public static SolutionStatus Active => new("ACTIVE");

    /// <summary>The partner rejected.</summary>
    public static SolutionStatus Rejected => new("REJECTED");

    /// <summary>Waiting for deactivation.</summary>
    public static SolutionStatus PendingDeactivation => new("PENDING_DEACTIVATION");

    /// <summary>Deactivated.</summary>
    public static SolutionStatus Deactivated => new("DEACTIVATED");

    /// <inheritdoc/>
    public static SolutionStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SolutionStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The request that waits for the partner's answer.</summary>
[JsonConverter(typeof(OpenEnumConverter<PendingSolutionRequest>))]
public readonly record struct PendingSolutionRequest(string Value) : IOpenEnum<PendingSolutionRequest>
{
    /// <summary>Activation.</summary>
    public static PendingSolutionRequest PendingActivation => new("PENDING_ACTIVATION");

    /// <summary>Deactivation.</summary>
    public static PendingSolutionRequest PendingDeactivation => new("PENDING_DEACTIVATION");

    /// <summary>None.</summary>
    public static PendingSolutionRequest None => new("NONE");

    /// <inheritdoc/>
    public static PendingSolutionRequest Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PendingSolutionRequest other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The role of an app in a solution.</summary>
[JsonConverter(typeof(OpenEnumConverter<SolutionRole>))]
public readonly record struct SolutionRole(string Value) : IOpenEnum<SolutionRole>
{
    /// <summary>The app created the solution.</summary>
    public static SolutionRole Owner => new("OWNER");

    /// <summary>The app was invited.</summary>
    public static SolutionRole Partner => new("PARTNER");

    /// <inheritdoc/>
    public static SolutionRole Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SolutionRole other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The kind of request that is rejected.</summary>
[JsonConverter(typeof(OpenEnumConverter<SolutionRequestKind>))]
public readonly record struct SolutionRequestKind(string Value) : IOpenEnum<SolutionRequestKind>
{
    /// <summary>The invitation.</summary>
    public static SolutionRequestKind PartnershipRequest => new("PARTNERSHIP_REQUEST");

    /// <summary>The deactivation.</summary>
    public static SolutionRequestKind DeactivationRequest => new("DEACTIVATION_REQUEST");

    /// <inheritdoc/>
    public static SolutionRequestKind Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SolutionRequestKind other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What a user or partner may do with a WhatsApp Business account.</summary>
[JsonConverter(typeof(OpenEnumConverter<WabaTask>))]
public readonly record struct WabaTask(string Value) : IOpenEnum<WabaTask>
{
    /// <summary>Everything.</summary>
    public static WabaTask Manage => new("MANAGE");

    /// <summary>Use the API.</summary>
    public static WabaTask Develop => new("DEVELOP");

    /// <summary>Change templates.</summary>
    public static WabaTask ManageTemplates => new("MANAGE_TEMPLATES");

    /// <summary>Change numbers.</summary>
    public static WabaTask ManagePhone => new("MANAGE_PHONE");

    /// <summary>Change assets of numbers.</summary>
    public static WabaTask ManagePhoneAssets => new("MANAGE_PHONE_ASSETS");

    /// <summary>Change flows.</summary>
    public static WabaTask ManageExtensions => new("MANAGE_EXTENSIONS");

    /// <summary>Change payment settings.</summary>
    public static WabaTask ManageBilling => new("MANAGE_BILLING");

    /// <summary>Manage users.</summary>
    public static WabaTask ManageUsers => new("MANAGE_USERS");

    /// <summary>Send and receive messages.</summary>
    public static WabaTask Messaging => new("MESSAGING");

    /// <summary>Receive messages.</summary>
    public static WabaTask ReceiveIncomingMessages => new("RECEIVE_INCOMING_MESSAGES");

    /// <summary>See costs.</summary>
    public static WabaTask ViewCost => new("VIEW_COST");

    /// <summary>See insights.</summary>
    public static WabaTask ViewInsights => new("VIEW_INSIGHTS");

    /// <summary>See assets of numbers.</summary>
    public static WabaTask ViewPhoneAssets => new("VIEW_PHONE_ASSETS");

    /// <summary>See templates.</summary>
    public static WabaTask ViewTemplates => new("VIEW_TEMPLATES");

    /// <summary>Everything, under the newer name.</summary>
    public static WabaTask FullControl => new("FULL_CONTROL");

    /// <inheritdoc/>
    public static WabaTask Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(WabaTask other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
