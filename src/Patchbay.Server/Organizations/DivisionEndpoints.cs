using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

internal static class DivisionEndpoints
{
    private static readonly Problem Taken = new(
        409,
        Codes.Conflict,
        "A division with this name exists already; choose another name."
    )
    {
        Field = "name",
    };

    public static void MapDivisions(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/divisions", ListAsync)
            .RequireScope(Scopes.IntegrationsRead)
            .RequireRole(Roles.Admin, Roles.Supervisor)
            .WithTags("Divisions")
            .WithName("ListDivisions")
            .WithSummary("The divisions, by name");
        routes
            .MapPost("/api/divisions", CreateAsync)
            .RequireScope(Scopes.IntegrationsWrite)
            .RequireRole(Roles.Admin)
            .WithTags("Divisions")
            .Audited("division", "created")
            .WithName("CreateDivision")
            .WithSummary("Make a division")
            .Accepts<CreateDivisionRequest>("application/json");
    }

    private static async Task<JsonAnswer<IReadOnlyList<DivisionAnswer>>> ListAsync(
        Caller caller,
        DivisionStore divisions,
        CancellationToken cancellation
    ) =>
        JsonAnswer.Of<IReadOnlyList<DivisionAnswer>>(
            [.. (await divisions.ListAsync(caller.Tenant, cancellation)).Select(DivisionAnswer.From)],
            UserJson.Default.IReadOnlyListDivisionAnswer
        );

    private static async Task<Results<JsonCreated<DivisionAnswer>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        DivisionStore divisions,
        Ids ids,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, UserJson.Default.CreateDivisionRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!ShownText.Required("name", request.Name).TryGet(out var name, out var fault))
            return fault;
        var row = new DivisionRow
        {
            Id = ids.Uuid(),
            OrganizationId = caller.Tenant.OrganizationId,
            Environment = caller.Tenant.Environment,
            Name = name,
            CreatedAt = clock.GetUtcNow(),
        };
        return await divisions.TryInsertAsync(row, cancellation)
            ? JsonAnswer.Created(DivisionAnswer.From(row), UserJson.Default.DivisionAnswer)
            : Taken;
    }
}
