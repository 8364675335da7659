using System.Text.Json;
using Patchbay.Server.Audit;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>What is done to a connection at Meta's side: the app removed, access withdrawn, the account disabled.</summary>
internal sealed class Withdrawals(
    ConnectionStore connections, PhoneStore phones, ConnectionAudit audit, ConnectionEvents events, CheckSignal signal, Database database)
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["PARTNER_APP_UNINSTALLED"] = "app_uninstalled", ["PARTNER_REMOVED"] = "partner_removed", ["ACCOUNT_DELETED"] = "account_deleted",
        ["DISABLED_UPDATE"] = "account_restricted", ["ACCOUNT_RESTRICTION"] = "account_restricted", ["ACCOUNT_OFFBOARDED"] = "account_offboarded",
    };

    /// <summary>An <c>account_update</c> of Meta's, in the transaction that works on it. Kinds that end nothing lead to a check.</summary>
    public async Task AccountUpdatedAsync(DbSession session, Tenant tenant, Guid wabaId, JsonElement value)
    {
        var reason = value.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String ? Reasons.GetValueOrDefault(name.GetString()!) : null;
        foreach (var phone in await phones.OfWabaAsync(session, tenant, wabaId))
        {
            if (value.TryGetProperty("phone_number", out var one) && one.ValueKind == JsonValueKind.String && LivePhones.E164(one.GetString()) != phone.PhoneNumber) continue;
            if (await connections.FindAsync(session, tenant, phone.ConnectionId) is not { DisconnectedAt: null } connection) continue;
            if (reason is null) await connections.CheckSoonAsync(session, connection.Id);
            else await SuspendAsync(session, connection, reason);
        }
        signal.Wake();
    }

    /// <summary>The customer's account in an event that Meta sends under the partner's own business; null where it names none.</summary>
    public static string? WabaOf(JsonElement value) =>
        value.TryGetProperty("waba_info", out var info) && info.ValueKind == JsonValueKind.Object && info.TryGetProperty("waba_id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    /// <summary>A person took our app's access away; how many connections that ends.</summary>
    public async Task<int> DeauthorizedAsync(string environment, string metaUserId, CancellationToken cancellation)
    {
        var theirs = await connections.OfTokenUserAsync(environment, metaUserId, cancellation);
        foreach (var connection in theirs) await database.WriteAsync(session => SuspendAsync(session, connection, "permission_withdrawn"), cancellation);
        return theirs.Count;
    }

    private async Task SuspendAsync(DbSession session, ConnectionRow connection, string reason)
    {
        if ((connection.Status, connection.StatusReason) == (ConnectionStatus.Suspended, reason)) return;
        if (!await connections.TrySetStatusAsync(session, connection, ConnectionStatus.Suspended, reason)) return;
        var phone = await phones.FindByConnectionAsync(session, connection.Tenant, connection.Id);
        await audit.StatusAsync(session, connection, Actor.Meta, ConnectionStatus.Suspended, reason);
        await events.StatusAsync(session, connection, phone, ConnectionStatus.Suspended, reason);
    }
}
