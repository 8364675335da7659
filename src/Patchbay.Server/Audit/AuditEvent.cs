using Patchbay.Server.Platform;

namespace Patchbay.Server.Audit;

/// <summary>An action, successful or not.</summary>
/// <param name="Action">Resource and verb, such as <c>provider_connection.rotated</c>.</param>
/// <param name="Result">One of <see cref="AuditResult"/>.</param>
/// <param name="Reason">A stable code for why it failed or which part was left undone.</param>
/// <param name="DetailsJson">Further facts as a JSON object; never a credential.</param>
public sealed record AuditEvent(
    Tenant Tenant,
    Actor Actor,
    string Action,
    string ResourceType,
    string? ResourceId,
    string Result,
    string? Reason = null,
    string? DetailsJson = null
);

public static class AuditResult
{
    public const string Succeeded = "succeeded",
        Failed = "failed",
        Partial = "partial";
}

public sealed class AuditRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string ActorType { get; init; }
    public string? ActorId { get; init; }
    public required string Action { get; init; }
    public required string ResourceType { get; init; }
    public string? ResourceId { get; init; }
    public required string Result { get; init; }
    public string? Reason { get; init; }
    public string? Details { get; init; }
    public string? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public string? RequestId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
}
