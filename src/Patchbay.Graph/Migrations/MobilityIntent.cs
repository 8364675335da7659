using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.Solutions;

namespace Patchbay.Graph.Migrations;

/// <summary>A request to act for a business, in progress.</summary>
public sealed record OnBehalfRequest : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public OnBehalfStatus? Status { get; init; }

    /// <summary>What it is about.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? BusinessOwnedObject { get; init; }

    /// <summary>Who would receive it.</summary>
    public NodeName? ReceivingBusiness { get; init; }

    /// <summary>Who asks.</summary>
    public NodeName? RequestingBusiness { get; init; }
}

/// <summary>Where a request stands.</summary>
[JsonConverter(typeof(OpenEnumConverter<OnBehalfStatus>))]
public readonly record struct OnBehalfStatus(string Value) : IOpenEnum<OnBehalfStatus>
{
    /// <summary>Approved.</summary>
    public static OnBehalfStatus Approve => new("APPROVE");

    /// <summary>Refused.</summary>
    public static OnBehalfStatus Decline => new("DECLINE");

    /// <summary>In progress.</summary>
    public static OnBehalfStatus InProgress => new("IN_PROGRESS");

    /// <summary>Too old.</summary>
    public static OnBehalfStatus Expired => new("EXPIRED");

    /// <summary>Waiting.</summary>
    public static OnBehalfStatus Pending => new("PENDING");

    /// <summary>Called off.</summary>
    public static OnBehalfStatus Canceled => new("CANCELED");

    /// <summary>Not valid.</summary>
    public static OnBehalfStatus Invalid => new("INVALID");

    /// <inheritdoc/>
    public static OnBehalfStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(OnBehalfStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A planned move of an account held on behalf of its owner.</summary>
public sealed record MobilityIntent : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The account.</summary>
    public BusinessAccount? Waba { get; init; }

    /// <summary>The solution it moves to.</summary>
    public Solution? Solution { get; init; }

    /// <summary>Where it stands.</summary>
    public MobilityStatus? Status { get; init; }

    /// <summary>When it was made, ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When it last changed, ISO 8601.</summary>
    public string? UpdatedTime { get; init; }
}

/// <summary>Where such a move stands.</summary>
[JsonConverter(typeof(OpenEnumConverter<MobilityStatus>))]
public readonly record struct MobilityStatus(string Value) : IOpenEnum<MobilityStatus>
{
    /// <summary>Waiting.</summary>
    public static MobilityStatus Pending => new("PENDING");

    /// <summary>Begun.</summary>
    public static MobilityStatus Active => new("ACTIVE");

    /// <summary>Approved.</summary>
    public static MobilityStatus Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static MobilityStatus Rejected => new("REJECTED");

    /// <summary>Planned.</summary>
    public static MobilityStatus Scheduled => new("SCHEDULED");

    /// <summary>Under way.</summary>
    public static MobilityStatus InProgress => new("IN_PROGRESS");

    /// <summary>Done.</summary>
    public static MobilityStatus Completed => new("COMPLETED");

    /// <summary>Called off.</summary>
    public static MobilityStatus Cancelled => new("CANCELLED");

    /// <summary>Failed.</summary>
    public static MobilityStatus Failed => new("FAILED");

    /// <inheritdoc/>
    public static MobilityStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MobilityStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Plans such a move.</summary>
public sealed record CreateMobilityIntent : GraphObject
{
    /// <summary>The solution.</summary>
    public required string SolutionId { get; init; }

    /// <summary>The step.</summary>
    public required MobilityStep IntentType { get; init; }

    /// <summary>The solution it moves to.</summary>
    public string? TargetSolutionId { get; init; }

    /// <summary>Why, at most 500 characters.</summary>
    public string? MobilityReason { get; init; }

    /// <summary>When, ISO 8601.</summary>
    public string? ScheduledExecutionTime { get; init; }

    /// <summary>Your own data, an object.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>A step of such a move.</summary>
[JsonConverter(typeof(OpenEnumConverter<MobilityStep>))]
public readonly record struct MobilityStep(string Value) : IOpenEnum<MobilityStep>
{
    /// <summary>Begin.</summary>
    public static MobilityStep InitiateTransfer => new("INITIATE_TRANSFER");

    /// <summary>Agree.</summary>
    public static MobilityStep ConfirmTransfer => new("CONFIRM_TRANSFER");

    /// <summary>Call off.</summary>
    public static MobilityStep CancelTransfer => new("CANCEL_TRANSFER");

    /// <summary>Ask to take over.</summary>
    public static MobilityStep RequestHandover => new("REQUEST_HANDOVER");

    /// <summary>Let take over.</summary>
    public static MobilityStep ApproveHandover => new("APPROVE_HANDOVER");

    /// <summary>Refuse.</summary>
    public static MobilityStep RejectHandover => new("REJECT_HANDOVER");

    /// <inheritdoc/>
    public static MobilityStep Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MobilityStep other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A planned move.</summary>
public sealed record MobilityIntentCreated : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MobilityIntentId { get; init; }

    /// <summary>Where it stands.</summary>
    public MobilityStatus? Status { get; init; }

    /// <summary>When it should be done, ISO 8601.</summary>
    public string? EstimatedCompletionTime { get; init; }

    /// <summary>Whether someone must agree.</summary>
    public bool? ApprovalRequired { get; init; }

    /// <summary>What to do next.</summary>
    public IReadOnlyList<string>? NextSteps { get; init; }
}

/// <summary>Sets the move by the older call.</summary>
public sealed record SetMobilityIntent : GraphObject
{
    /// <summary>The account.</summary>
    public required string WabaId { get; init; }

    /// <summary>The solution.</summary>
    public string? SolutionId { get; init; }

    /// <summary>The app.</summary>
    public string? AppId { get; init; }

    /// <summary>Who acts.</summary>
    public string? ActorId { get; init; }

    /// <summary>Your own id, at most 255 characters.</summary>
    public string? ClientMutationId { get; init; }
}

/// <summary>A planned move.</summary>
public sealed record MobilityIntentSet : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? IntentId { get; init; }

    /// <summary>Your own id.</summary>
    public string? ClientMutationId { get; init; }

    /// <summary>What went wrong.</summary>
    public string? ErrorMsg { get; init; }
}
