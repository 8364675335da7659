using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Audit;

internal static class AuditEndpoints
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditStore>();
        services.AddPruning<AuditStore>("audit events", store => store.PruneAsync);
    }

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/audit-events", ListAsync)
            .WithTags("Audit")
            .RequireScope(Scopes.AuditRead)
            .WithName("ListAuditEvents")
            .WithSummary("Who did what to which connection, newest first");

    private static async Task<Results<JsonAnswer<AuditList>, Problem>> ListAsync(
        HttpContext http,
        Caller caller,
        AuditStore audit,
        CancellationToken cancellation
    )
    {
        var query = http.Request.Query;
        if (!Cursors.Limit(query).TryGet(out var limit, out var problem))
            return problem;
        var start = query[Cursors.StartingAfter].ToString();
        var after = Guid.TryParseExact(start, "D", out var id)
            ? await audit.FindAsync(caller.Tenant, id, cancellation)
            : null;
        if (start.Length > 0 && after is null)
            return Cursors.Unknown;
        var rows = await audit.ListAsync(
            caller.Tenant,
            Filter(query, "resource_id"),
            Filter(query, "action"),
            after,
            limit + 1,
            cancellation
        );
        return JsonAnswer.Of(PageOf(rows, limit), AuditJson.Default.AuditList);
    }

    /// <summary>
    /// Returns a page of at most <paramref name="limit"/> rows. A further row shows that there are more.
    /// </summary>
    private static AuditList PageOf(IReadOnlyList<AuditRow> rows, int limit)
    {
        var page = rows.Take(limit).Select(AuditAnswer.From).ToList();
        var more = rows.Count > limit;
        return new AuditList(page, more, more ? page[^1].Id.ToString() : null);
    }

    private static string? Filter(IQueryCollection query, string name) =>
        query[name].ToString() is { Length: > 0 } text ? text : null;
}

public sealed record AuditAnswer(
    Guid Id,
    AuditActor Actor,
    string Action,
    string ResourceType,
    string? ResourceId,
    string Result,
    string? Reason,
    JsonElement? Details,
    string? IpAddress,
    string? UserAgent,
    string? RequestId,
    DateTimeOffset OccurredAt
)
{
    [JsonPropertyOrder(-1)]
    public string Object => "audit_event";

    public static AuditAnswer From(AuditRow row) =>
        new(
            row.Id,
            new(row.ActorType, row.ActorId),
            row.Action,
            row.ResourceType,
            row.ResourceId,
            row.Result,
            row.Reason,
            JsonLists.Raw(row.Details),
            row.IpAddress,
            row.UserAgent,
            row.RequestId,
            row.OccurredAt
        );
}

/// <param name="Type">
/// <c>api_key</c> or <c>user</c>, both with an id; <c>anonymous</c>, <c>system</c>, <c>meta</c> or <c>operator</c>.
/// </param>
/// <param name="Id">The id of the key or user.</param>
public sealed record AuditActor(string Type, string? Id);

public sealed record AuditList(IReadOnlyList<AuditAnswer> Data, bool HasMore, string? NextCursor)
{
    [JsonPropertyOrder(-1)]
    public string Object => "list";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AuditList))]
internal sealed partial class AuditJson : JsonSerializerContext;
