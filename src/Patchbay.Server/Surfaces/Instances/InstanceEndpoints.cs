using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Surfaces.Instances.Validation;

namespace Patchbay.Server.Surfaces.Instances;

internal static class InstanceEndpoints
{
    private const int MaxName = 200,
        MaxListed = 1000;

    public static void MapInstances(this IEndpointRouteBuilder routes)
    {
        // Bodies of any type reach the handlers, which refuse them in this surface's words.
        var instances = routes
            .MapGroup("/v1/instances")
            .WithTags("Instances")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity));
        instances
            .MapGet("", ListAsync)
            .WithName("ListInstances")
            .WithSummary("The instances, newest first; 'limit' (1 to 1000) and 'starting_after' page through them")
            .RequireScope(Scopes.InstancesRead)
            .Produces<InstanceList>();
        instances
            .MapPost("", CreateAsync)
            .WithName("CreateInstance")
            .WithSummary("Make an instance")
            .Accepts<CreateInstanceRequest>("application/json", "*/*")
            .RequireScope(Scopes.InstancesWrite)
            .Produces<InstanceAnswer>(StatusCodes.Status201Created);
        instances
            .MapGet("{instance_id}", GetAsync)
            .WithName("GetInstance")
            .WithSummary("One instance")
            .RequireScope(Scopes.InstancesRead)
            .Produces<InstanceAnswer>();
        instances
            .MapDelete("{instance_id}", DeleteAsync)
            .WithName("DeleteInstance")
            .WithSummary("Remove an instance and tear down its channels")
            .RequireScope(Scopes.InstancesWrite)
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        Caller caller,
        InstanceStore instances,
        CancellationToken cancellation
    )
    {
        var faults = new List<FieldFault>();
        var limit = QueryNumber.Read(http.Request.Query, "limit", 1, MaxListed, fallback: MaxListed, faults);
        var start = http.Request.Query[Cursors.StartingAfter].ToString();
        var after = Guid.TryParseExact(start, "D", out var id)
            ? await instances.FindAsync(caller.Tenant, id, cancellation)
            : null;
        if (start.Length > 0 && after is null)
            faults.Add(FieldFault.Value("query", Cursors.StartingAfter, "not the 'next_cursor' of an earlier page"));
        if (faults.Count > 0)
            return new ValidationProblem(faults);
        var rows = await instances.ListAsync(caller.Tenant, after, limit + 1, cancellation);
        List<InstanceAnswer> page = [.. rows.Take(limit).Select(InstanceAnswer.From)];
        return JsonAnswer.Of(
            new InstanceList(page, page.Count) { NextCursor = rows.Count > limit ? page[^1].Id.ToString() : null },
            InstanceJson.Default.InstanceList
        );
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http,
        Caller caller,
        InstanceStore instances,
        Ids ids,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var faults = new List<FieldFault>();
        var (body, problem) = await JsonBody.ReadAsync(http, faults);
        if (problem is not null)
            return problem;
        var name = body?.Text("name", 1, MaxName);
        if (faults.Count > 0)
            return new ValidationProblem(faults);
        var row = new InstanceRow
        {
            Id = ids.Uuid(),
            OrganizationId = caller.Tenant.OrganizationId,
            Environment = caller.Tenant.Environment,
            Name = name!,
            CreatedAt = clock.GetUtcNow(),
        };
        await instances.InsertAsync(row, cancellation);
        return JsonAnswer.Created(InstanceAnswer.From(row), InstanceJson.Default.InstanceAnswer);
    }

    private static async Task<IResult> GetAsync(
        string instance_id,
        Caller caller,
        InstanceStore instances,
        CancellationToken cancellation
    )
    {
        var (row, refusal) = await FindAsync(instance_id, caller, instances, [], cancellation);
        return refusal ?? JsonAnswer.Of(InstanceAnswer.From(row!), InstanceJson.Default.InstanceAnswer);
    }

    private static async Task<IResult> DeleteAsync(
        string instance_id,
        HttpContext http,
        Caller caller,
        InstanceStore instances,
        WhatsAppChannel whatsApp,
        CancellationToken cancellation
    )
    {
        var (row, refusal) = await FindAsync(instance_id, caller, instances, [], cancellation);
        if (refusal is not null)
            return refusal;
        if (await whatsApp.TearDownAsync(caller.Tenant, Actor.Of(http, caller), row!.Id) is { Status: not 404 } problem)
            return problem;
        return await instances.DeleteAsync(caller.Tenant, row.Id, cancellation)
            ? TypedResults.NoContent()
            : InstanceProblems.NotFound;
    }

    /// <summary>The instance of a path; or the refusal: 422 with the faults so far and the path's own, or 404.</summary>
    public static async Task<(InstanceRow? Row, IResult? Refusal)> FindAsync(
        string text,
        Caller caller,
        InstanceStore instances,
        List<FieldFault> faults,
        CancellationToken cancellation
    )
    {
        var inPath = new List<FieldFault>();
        var id = UuidText.Read(text, "instance_id", inPath);
        if (inPath.Count + faults.Count > 0)
            return (null, new ValidationProblem([.. inPath, .. faults]));
        return await instances.FindAsync(caller.Tenant, id!.Value, cancellation) is { } row
            ? (row, null)
            : (null, InstanceProblems.NotFound);
    }
}
