using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Surfaces.Instances.Validation;

namespace Patchbay.Server.Surfaces.Instances;

internal static class InstanceEndpoints
{
    private const int MaxListed = 1000;

    public static void MapInstances(this IEndpointRouteBuilder routes)
    {
        // The routes accept bodies of any type, so that the handlers can refuse wrong types with this surface's errors.
        var instances = routes
            .MapGroup("/v1/instances")
            .WithTags("Instances")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity));
        instances
            .MapGet("", ListAsync)
            .WithName("ListInstances")
            .WithSummary("List instances, newest first; page with 'limit' (1 to 1000) and 'starting_after'")
            .RequireScope(Scopes.InstancesRead)
            .Produces<InstanceList>();
        instances
            .MapPost("", CreateAsync)
            .Audited("instance", "created")
            .WithName("CreateInstance")
            .WithSummary("Create an instance")
            .Accepts<CreateInstanceRequest>("application/json", "*/*")
            .RequireScope(Scopes.InstancesWrite)
            .Produces<InstanceAnswer>(StatusCodes.Status201Created);
        instances
            .MapGet("{instance_id}", GetAsync)
            .WithName("GetInstance")
            .WithSummary("Show an instance")
            .RequireScope(Scopes.InstancesRead)
            .Produces<InstanceAnswer>();
        instances
            .MapDelete("{instance_id}", DeleteAsync)
            .Audited("instance", "deleted")
            .WithName("DeleteInstance")
            .WithSummary("Delete an instance and tear down its channels")
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
        var query = http.Request.Query;
        var faults = new List<FieldFault>();
        var limit = QueryNumber.Read(query, "limit", 1, MaxListed, fallback: MaxListed, faults);
        var after = await StartAsync(query, caller, instances, faults, cancellation);
        if (faults.Count > 0)
            return new ValidationProblem(faults);
        var rows = await instances.ListAsync(caller.Tenant, after, limit + 1, cancellation);
        List<InstanceAnswer> page = [.. rows.Take(limit).Select(InstanceAnswer.From)];
        return JsonAnswer.Of(
            new InstanceList(page, page.Count) { NextCursor = rows.Count > limit ? page[^1].Id.ToString() : null },
            InstanceJson.Default.InstanceList
        );
    }

    /// <summary>The instance after which the page starts; null for the first page.</summary>
    private static async Task<InstanceRow?> StartAsync(
        IQueryCollection query,
        Caller caller,
        InstanceStore instances,
        List<FieldFault> faults,
        CancellationToken cancellation
    )
    {
        var start = query[Cursors.StartingAfter].ToString();
        var after = Guid.TryParseExact(start, "D", out var id)
            ? await instances.FindAsync(caller.Tenant, id, cancellation)
            : null;
        if (start.Length > 0 && after is null)
            faults.Add(FieldFault.Value("query", Cursors.StartingAfter, "not the 'next_cursor' of an earlier page"));
        return after;
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
        var read = await JsonBody.ReadAsync(http, faults);
        if (!read.TryGet(out var body, out var tooLarge))
            return tooLarge;
        var name = NameOf(body, faults);
        if (faults.Count > 0)
            return new ValidationProblem(faults);
        var row = new InstanceRow
        {
            Id = ids.Uuid(),
            OrganizationId = caller.Tenant.OrganizationId,
            Environment = caller.Tenant.Environment,
            Name = name,
            CreatedAt = clock.GetUtcNow(),
        };
        await instances.InsertAsync(row, cancellation);
        return JsonAnswer.Created(InstanceAnswer.From(row), InstanceJson.Default.InstanceAnswer);
    }

    private static string NameOf(JsonBody body, List<FieldFault> faults)
    {
        body.AllowOnly("name");
        var name = ShownText.Clean(body.Text("name", 1, ShownText.MaxName));
        if (faults.Count == 0 && name.Length == 0)
            faults.Add(new("body", "name", "string_too_short", "String should have at least 1 character"));
        return name;
    }

    private static Task<IResult> GetAsync(
        string instance_id,
        Caller caller,
        InstanceLookup instances,
        CancellationToken cancellation
    ) =>
        instances.WithAsync(
            caller.Tenant,
            instance_id,
            instance =>
                Task.FromResult<IResult>(
                    JsonAnswer.Of(InstanceAnswer.From(instance), InstanceJson.Default.InstanceAnswer)
                ),
            cancellation
        );

    private static Task<IResult> DeleteAsync(
        string instance_id,
        HttpContext http,
        Caller caller,
        InstanceLookup lookup,
        InstanceStore instances,
        WhatsAppChannel whatsApp,
        CancellationToken cancellation
    ) =>
        lookup.WithAsync(
            caller.Tenant,
            instance_id,
            async instance =>
            {
                var actor = Actor.Of(http, caller);
                if (await whatsApp.TearDownAsync(caller.Tenant, actor, instance.Id) is { Status: not 404 } problem)
                    return problem;
                return await instances.DeleteAsync(caller.Tenant, instance.Id, cancellation)
                    ? TypedResults.NoContent()
                    : InstanceProblems.NotFound;
            },
            cancellation
        );
}
