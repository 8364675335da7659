using System.Text.Json.Serialization;

namespace Patchbay.Graph.Migrations;

/// <summary>A planned move of an account to another solution.</summary>
public sealed record MigrationIntent : GraphObject
{
    /// <summary>Id of the move.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Status of the move.</summary>
    public MigrationStatus? Status { get; init; }
}

/// <summary>The status of a planned move.</summary>
[JsonConverter(typeof(OpenEnumConverter<MigrationStatus>))]
public readonly record struct MigrationStatus(string Value) : IOpenEnum<MigrationStatus>
{
    /// <summary>Accepted.</summary>
    public static MigrationStatus Accepted => new("ACCEPTED");

    /// <summary>Done.</summary>
    public static MigrationStatus Completed => new("COMPLETED");

    /// <summary>Started.</summary>
    public static MigrationStatus Initiated => new("INITIATED");

    /// <summary>Refused.</summary>
    public static MigrationStatus Rejected => new("REJECTED");

    /// <summary>Pending.</summary>
    public static MigrationStatus Pending => new("PENDING");

    /// <summary>Approved.</summary>
    public static MigrationStatus Approved => new("APPROVED");

    /// <summary>Planned.</summary>
    public static MigrationStatus Scheduled => new("SCHEDULED");

    /// <inheritdoc/>
    public static MigrationStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MigrationStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Plans a move of an account to another solution.</summary>
public sealed record SetSolutionMigration : GraphObject
{
    /// <summary>Id of the current solution.</summary>
    public required string SolutionId { get; init; }

    /// <summary>The step of the move.</summary>
    public required MigrationStep MigrationIntent { get; init; }

    /// <summary>Id of the target solution.</summary>
    public string? TargetSolutionId { get; init; }

    /// <summary>Reason of the move, at most 500 characters.</summary>
    public string? MigrationReason { get; init; }

    /// <summary>When the move takes place, in ISO 8601.</summary>
    public string? ScheduledMigrationTime { get; init; }
}

/// <summary>A step of a move.</summary>
[JsonConverter(typeof(OpenEnumConverter<MigrationStep>))]
public readonly record struct MigrationStep(string Value) : IOpenEnum<MigrationStep>
{
    /// <summary>Start the move.</summary>
    public static MigrationStep InitiateMigration => new("INITIATE_MIGRATION");

    /// <summary>Cancel the move.</summary>
    public static MigrationStep CancelMigration => new("CANCEL_MIGRATION");

    /// <summary>Confirm the move.</summary>
    public static MigrationStep ConfirmMigration => new("CONFIRM_MIGRATION");

    /// <summary>Schedule the move.</summary>
    public static MigrationStep ScheduleMigration => new("SCHEDULE_MIGRATION");

    /// <inheritdoc/>
    public static MigrationStep Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(MigrationStep other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The answer to a planned move.</summary>
public sealed record SolutionMigrationSet : GraphObject
{
    /// <summary>Whether the move was planned.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the move.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MigrationIntentId { get; init; }

    /// <summary>Status of the move.</summary>
    public MigrationStatus? Status { get; init; }

    /// <summary>When the move is expected to complete, in ISO 8601.</summary>
    public string? EstimatedCompletionTime { get; init; }
}
