using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>One attempt to sign up on the hosted page.</summary>
public sealed class SignupAttemptRow
{
    public required Guid Id { get; init; }
    public required Guid LinkId { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required byte[] PageTokenHash { get; init; }
    public byte[]? CodeHash { get; init; }

    /// <summary>Where the attempt came from; null for attempts from before this was kept.</summary>
    public byte[]? SourceHash { get; init; }

    /// <summary>Whether the attempt counts towards the limit of its source.</summary>
    public bool IsCounted { get; init; }
    public required string Outcome { get; init; }

    /// <summary>
    /// The current or last step: a step of the completion, or Meta's name of the screen that the customer left.
    /// </summary>
    public required string Step { get; init; }

    public string? ErrorCode { get; init; }

    /// <summary>JSON of <see cref="SessionHints"/>.</summary>
    public required string Session { get; init; }

    public byte[]? AccessToken { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public Guid? WabaId { get; init; }
    public Guid? PhoneId { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

public static class AttemptOutcome
{
    public const string Open = "open",
        Running = "running",
        Succeeded = "succeeded",
        Failed = "failed",
        Abandoned = "abandoned";
}

/// <summary>One step of a run.</summary>
public sealed class StepRow
{
    public required Guid AttemptId { get; init; }
    public required string Step { get; init; }
    public required string State { get; init; }
    public string? ErrorCode { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

public static class StepState
{
    public const string Running = "running",
        Done = "done",
        Failed = "failed",
        Skipped = "skipped";
}
