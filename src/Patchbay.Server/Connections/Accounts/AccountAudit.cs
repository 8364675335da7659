using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>
/// Writes events of accounts to the audit log. <see cref="ConnectionAudit"/> writes those of connections.
/// </summary>
internal sealed class AccountAudit(AuditStore audit)
{
    public const string Created = "integration_account.created",
        Updated = "integration_account.updated",
        MadeDefault = "integration_account.made_default",
        Deleted = "integration_account.deleted";

    public Task DoneAsync(DbSession session, Tenant tenant, Actor actor, string action, Guid accountId) =>
        audit.AddAsync(
            session,
            new AuditEvent(tenant, actor, action, "integration_account", accountId.ToString(), AuditResult.Succeeded)
        );
}
