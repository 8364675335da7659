using System.Globalization;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Organizations;

/// <summary>
/// Writes refused attempts to the audit log of the tenant whose key or user was used. A key or user gets one event a
/// minute, with the number of attempts since the last, so that a stranger cannot fill the table. The events are written
/// after the answer, so that its time does not reveal which keys exist.
/// </summary>
internal sealed class RefusedAttempts(AuditStore audit, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Id, string Reason), (DateTimeOffset At, int Since)> _last = [];

    /// <summary>Notes the use of a key that exists, with a wrong secret or after its end.</summary>
    public void NoteKey(HttpContext http, ApiKeyRow? key, string reason)
    {
        if (key is not null)
            Note(http, key.Tenant, caller: null, "api_key.refused", ("api_key", key.Id), reason);
    }

    /// <summary>Notes that a caller lacks a right.</summary>
    public void NoteForbidden(HttpContext http, Caller? caller, string reason)
    {
        if (caller is not null)
            Note(
                http,
                caller.Tenant,
                caller,
                "request.refused",
                (caller.IsUser ? "user" : "api_key", caller.Id),
                reason
            );
    }

    private void Note(
        HttpContext http,
        Tenant tenant,
        Caller? caller,
        string action,
        (string Type, Guid Id) resource,
        string reason
    )
    {
        if (Count(resource.Id, reason) is not { } attempts)
            return;
        var refused = new AuditEvent(
            tenant,
            Actor.Of(http, caller),
            action,
            resource.Type,
            resource.Id.ToString(),
            AuditResult.Failed,
            reason,
            AuditDetails.Of(
                new(StringComparer.Ordinal)
                {
                    ["attempts"] = attempts.ToString(CultureInfo.InvariantCulture),
                    ["route"] = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "",
                }
            )
        );
        http.Response.OnCompleted(() => audit.AddLateAsync(refused));
    }

    /// <summary>
    /// Returns the number of attempts to tell now; null when the last event is younger than a minute.
    /// </summary>
    private int? Count(Guid id, string reason)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var (at, since) = _last.GetValueOrDefault((id, reason));
            if (now - at < Every)
            {
                _last[(id, reason)] = (at, since + 1);
                return null;
            }
            if (_last.Count >= MostRemembered)
                _last.Clear();
            _last[(id, reason)] = (now, 0);
            return since + 1;
        }
    }
}
