using System.Text.Json.Serialization;

namespace Patchbay.Graph.Migrations;

/// <summary>A planned move of an account to another solution.</summary>
public sealed record MigrationIntent : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public MigrationStatus? Status { get; init; }
}

/// <summary>Where a planned move stands.</summary>
[JsonConverter(typeof(OpenEnumConverter<MigrationStatus>))]
public readonly record struct MigrationStatus(string Value) : IOpenEnum<MigrationStatus>
{
    /// <summary>Accepted.</summary>
    public static MigrationStatus Accepted => new("ACCEPTED");

    /// <summary>Done.</summary>
    public static MigrationStatus Completed => new("COMPLETED");

    /// <summary>Begun.</summary>
    public static MigrationStatus Initiated => new("INITIATED");

    /// <summary>Refused.</summary>
    public static MigrationStatus Rejected => new("REJECTED");

    /// <summary>Waiting.</summary>
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
    /// <summary>The solution it is in.</summary>
    public required string SolutionId { get; init; }

    /// <summary>The step.</summary>
    public required MigrationStep MigrationIntent { get; init; }

    /// <summary>The solution it moves to.</summary>
    public string? TargetSolutionId { get; init; }

    /// <summary>Why, at most 500 characters.</summary>
    public string? MigrationReason { get; init; }

    /// <summary>When, ISO 8601.</summary>
    public string? ScheduledMigrationTime { get; init; }
}

/// <summary>A step of a move.</summary>
[JsonConverter(typeof(OpenEnumConverter<MigrationStep>))]
public readonly record struct MigrationStep(string Value) : IOpenEnum<MigrationStep>
{
    /// <summary>Begin.</summary>
    public static MigrationStep InitiateMigration => new("INITIATE_MIGRATION");

    /// <summary>Call off.</summary>
    public static MigrationStep CancelMigration => new("CANCEL_MIGRATION");

    /// <summary>Agree.</summary>
    public static MigrationStep ConfirmMigration => new("CONFIRM_MIGRATION");

    /// <summary>Plan.</summary>
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

/// <summary>A planned move.</summary>
public sealed record SolutionMigrationSet : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MigrationIntentId { get; init; }

    /// <summary>Where it stands.</summary>
    public MigrationStatus? Status { get; init; }

    /// <summary>When it should be done, ISO 8601.</summary>
    public string? EstimatedCompletionTime { get; init; }
}
