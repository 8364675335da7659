using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.Solutions;

namespace Patchbay.Graph.Migrations;

/// <summary>A request to act on behalf of a business.</summary>
public sealed record OnBehalfRequest : GraphObject
{
    /// <summary>Id of the request.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Status of the request.</summary>
    public OnBehalfStatus? Status { get; init; }

    /// <summary>Id of the object that the request is about.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? BusinessOwnedObject { get; init; }

    /// <summary>The business that would receive the object.</summary>
    public NodeName? ReceivingBusiness { get; init; }

    /// <summary>The business that made the request.</summary>
    public NodeName? RequestingBusiness { get; init; }
}

/// <summary>The status of a request to act on behalf of a business.</summary>
[JsonConverter(typeof(OpenEnumConverter<OnBehalfStatus>))]
public readonly record struct OnBehalfStatus(string Value) : IOpenEnum<OnBehalfStatus>
{
    /// <summary>Approved.</summary>
    public static OnBehalfStatus Approve => new("APPROVE");

    /// <summary>Declined.</summary>
    public static OnBehalfStatus Decline => new("DECLINE");

    /// <summary>In progress.</summary>
    public static OnBehalfStatus InProgress => new("IN_PROGRESS");

    /// <summary>Expired.</summary>
    public static OnBehalfStatus Expired => new("EXPIRED");

    /// <summary>Pending.</summary>
    public static OnBehalfStatus Pending => new("PENDING");

    /// <summary>Canceled.</summary>
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

/// <summary>A planned move of an account that a partner owns on behalf of a client.</summary>
public sealed record MobilityIntent : GraphObject
{
    /// <summary>Id of the move.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The WhatsApp Business account.</summary>
    public BusinessAccount? Waba { get; init; }

    /// <summary>The target solution.</summary>
    public Solution? Solution { get; init; }

    /// <summary>Status of the move.</summary>
    public MobilityStatus? Status { get; init; }

    /// <summary>When the move was created, in ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When the move last changed, in ISO 8601.</summary>
    public string? UpdatedTime { get; init; }
}

/// <summary>The status of a planned move of an account owned on behalf of a client.</summary>
[JsonConverter(typeof(OpenEnumConverter<MobilityStatus>))]
public readonly record struct MobilityStatus(string Value) : IOpenEnum<MobilityStatus>
{
    /// <summary>Pending.</summary>
    public static MobilityStatus Pending => new("PENDING");

    /// <summary>Active.</summary>
    public static MobilityStatus Active => new("ACTIVE");

    /// <summary>Approved.</summary>
    public static MobilityStatus Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static MobilityStatus Rejected => new("REJECTED");

    /// <summary>Planned.</summary>
    public static MobilityStatus Scheduled => new("SCHEDULED");

    /// <summary>In progress.</summary>
    public static MobilityStatus InProgress => new("IN_PROGRESS");

    /// <summary>Done.</summary>
    public static MobilityStatus Completed => new("COMPLETED");

    /// <summary>Canceled.</summary>
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

/// <summary>Plans a move of an account that a partner owns on behalf of a client.</summary>
public sealed record CreateMobilityIntent : GraphObject
{
    /// <summary>Id of the current solution.</summary>
    public required string SolutionId { get; init; }

    /// <summary>The step of the move.</summary>
    public required MobilityStep IntentType { get; init; }

    /// <summary>Id of the target solution.</summary>
    public string? TargetSolutionId { get; init; }

    /// <summary>Reason of the move, at most 500 characters.</summary>
    public string? MobilityReason { get; init; }

    /// <summary>When the move takes place, in ISO 8601.</summary>
    public string? ScheduledExecutionTime { get; init; }

    /// <summary>Your own data, a JSON object.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>A step of a move.</summary>
[JsonConverter(typeof(OpenEnumConverter<MobilityStep>))]
public readonly record struct MobilityStep(string Value) : IOpenEnum<MobilityStep>
{
    /// <summary>Start the transfer.</summary>
    public static MobilityStep InitiateTransfer => new("INITIATE_TRANSFER");

    /// <summary>Confirm the transfer.</summary>
    public static MobilityStep ConfirmTransfer => new("CONFIRM_TRANSFER");

    /// <summary>Cancel the transfer.</summary>
    public static MobilityStep CancelTransfer => new("CANCEL_TRANSFER");

    /// <summary>Request a handover.</summary>
    public static MobilityStep RequestHandover => new("REQUEST_HANDOVER");

    /// <summary>Approve the handover.</summary>
    public static MobilityStep ApproveHandover => new("APPROVE_HANDOVER");

    /// <summary>Reject the handover.</summary>
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

/// <summary>The answer to a planned move.</summary>
public sealed record MobilityIntentCreated : GraphObject
{
    /// <summary>Whether the move was planned.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the move.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MobilityIntentId { get; init; }

    /// <summary>Status of the move.</summary>
    public MobilityStatus? Status { get; init; }

    /// <summary>When the move is expected to complete, in ISO 8601.</summary>
    public string? EstimatedCompletionTime { get; init; }

    /// <summary>Whether the move needs approval.</summary>
    public bool? ApprovalRequired { get; init; }

    /// <summary>The next steps.</summary>
    public IReadOnlyList<string>? NextSteps { get; init; }
}

/// <summary>Plans a move with the older call.</summary>
public sealed record SetMobilityIntent : GraphObject
{
    /// <summary>Id of the WhatsApp Business account.</summary>
    public required string WabaId { get; init; }

    /// <summary>Id of the solution.</summary>
    public string? SolutionId { get; init; }

    /// <summary>Id of the app.</summary>
    public string? AppId { get; init; }

    /// <summary>Id of the acting user.</summary>
    public string? ActorId { get; init; }

    /// <summary>Your own id of the call, at most 255 characters.</summary>
    public string? ClientMutationId { get; init; }
}

/// <summary>The answer to a move planned with the older call.</summary>
public sealed record MobilityIntentSet : GraphObject
{
    /// <summary>Whether the move was planned.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the move.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? IntentId { get; init; }

    /// <summary>Your own id of the call.</summary>
    public string? ClientMutationId { get; init; }

    /// <summary>Description of the error.</summary>
    public string? ErrorMsg { get; init; }
}
