using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>Writes events of connections to the audit log.</summary>
internal sealed class ConnectionAudit(AuditStore audit)
{
    public const string Created = "provider_connection.created",
        Replaced = "provider_connection.replaced",
        Rotated = "provider_connection.rotated",
        Refreshed = "provider_connection.refreshed",
        Updated = "provider_connection.updated",
        Registered = "provider_connection.registration_completed",
        StatusChanged = "provider_connection.status_changed",
        Disconnected = "provider_connection.disconnected";

    public Task DoneAsync(
        DbSession session,
        Tenant tenant,
        Actor actor,
        string action,
        string connectionId,
        string? leftUndone = null,
        string? detailsJson = null
    ) =>
        audit.AddAsync(
            session,
            new AuditEvent(
                tenant,
                actor,
                action,
                "provider_connection",
                connectionId,
                leftUndone is null ? AuditResult.Succeeded : AuditResult.Partial,
                leftUndone,
                detailsJson
            )
        );

    /// <summary>Logs an attempt that did not reach its end, although it changed something.</summary>
    public Task FailedAsync(DbSession session, ConnectionRow connection, Actor actor, string action, string reason) =>
        audit.AddAsync(
            session,
            new AuditEvent(
                connection.Tenant,
                actor,
                action,
                "provider_connection",
                connection.Id,
                AuditResult.Failed,
                reason
            )
        );

    /// <summary>Logs a change of status, with its reason.</summary>
    public Task StatusAsync(DbSession session, ConnectionRow connection, Actor actor, string status, string? reason) =>
        audit.AddAsync(
            session,
            new AuditEvent(
                connection.Tenant,
                actor,
                StatusChanged,
                "provider_connection",
                connection.Id,
                AuditResult.Succeeded,
                reason,
                $$"""{"from":"{{connection.Status}}","to":"{{status}}"}"""
            )
        );

    /// <summary>Logs a refusal that a person may ask about later. Invalid requests are not logged.</summary>
    public async Task<Problem> RefusedAsync(
        Tenant tenant,
        Actor actor,
        string action,
        string? connectionId,
        Problem problem
    )
    {
        await audit.AddAsync(
            new AuditEvent(tenant, actor, action, "provider_connection", connectionId, AuditResult.Failed, problem.Code)
        );
        return problem;
    }
}
