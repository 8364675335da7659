using System.Text.Json.Serialization;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Whether a number works, why it does not, and what to do.</summary>
public sealed record PhoneHealth
{
    public required Guid PhoneNumberId { get; init; }
    public required string Status { get; init; }
    public required bool IsPhoneRegistered { get; init; }
    public string? QualityRating { get; init; }
    public string? MessagingLimitTier { get; init; }
    public string? Throughput { get; init; }
    public required IReadOnlyList<HealthCheck> Checks { get; init; }
    public required IReadOnlyList<HealthIssue> Issues { get; init; }
    public required HealthCapabilities Capabilities { get; init; }

    /// <summary>When Meta last answered.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>True when Meta cannot be reached and this is the last good answer.</summary>
    public bool IsStale { get; init; }
}

public sealed record HealthCheck(
    string Name,
    string State,
    string? Reason,
    string? NextAction,
    DateTimeOffset CheckedAt
)
{
    /// <summary>Until when the next action cannot help; null when it can help now.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    /// <summary>The call of this API that does the next action; absent for what is done elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCall { get; init; }

    /// <summary>Of <c>webhook_fields</c>: the fields that are missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Missing { get; init; }
}

public sealed record HealthIssue(string Code, string Message);

public sealed record HealthCapabilities(bool CanReceiveMessages, bool CanSendMessages, bool CanSendTemplates);

public static class CheckState
{
    public const string Pass = "pass",
        Fail = "fail",
        Unknown = "unknown";
}
