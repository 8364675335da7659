using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Onboarding;

internal static class LinkEndpoints
{
    public static void MapOnboardingLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/v1/onboarding-links").WithTags("Onboarding links");
        links
            .MapPost("", CreateAsync)
            .Audited("onboarding_link", "created")
            .WithName("CreateOnboardingLink")
            .WithSummary("Create a link to send to a customer")
            .Accepts<CreateLinkRequest>("application/json")
            .RequireScope(Scopes.OnboardingLinksWrite);
        links
            .MapGet("", ListAsync)
            .WithName("ListOnboardingLinks")
            .WithSummary("List links, newest first")
            .RequireScope(Scopes.OnboardingLinksRead);
        links
            .MapGet("{id}", GetAsync)
            .WithName("GetOnboardingLink")
            .WithSummary("Show a link; a completed link includes its number")
            .RequireScope(Scopes.OnboardingLinksRead);
        links
            .MapDelete("{id}", DeleteAsync)
            .Audited("onboarding_link", "deleted")
            .WithName("DeleteOnboardingLink")
            .WithSummary("Delete a link that is not completed")
            .RequireScope(Scopes.OnboardingLinksWrite);
    }

    private static async Task<Results<JsonCreated<DataAnswer<CreatedLinkAnswer>>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        LinkCreation creation,
        LinkAnswers answers,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OnboardingJson.Default.CreateLinkRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var created = await creation.RunAsync(caller.Tenant, request, cancellation);
        if (!created.TryGet(out var link, out var refusal))
            return refusal;
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Created(
            new DataAnswer<CreatedLinkAnswer>(answers.Created(link)),
            OnboardingJson.Default.DataAnswerCreatedLinkAnswer
        );
    }

    private static async Task<Results<JsonAnswer<ListAnswer<LinkAnswer>>, Problem>> ListAsync(
        HttpContext http,
        Caller caller,
        LinkStore links,
        LinkAnswers answers,
        string? status,
        string? externalId,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        if (LinkRules.CheckFilter(status, externalId) is { } fault)
            return fault;
        var (rows, total) = await links.ListAsync(caller.Tenant, page, status, externalId, cancellation);
        var list = new List<LinkAnswer>(rows.Count);
        foreach (var row in rows)
            list.Add(await answers.ReadAsync(row, cancellation));
        return JsonAnswer.Of(ListAnswer<LinkAnswer>.Of(list, page, total), OnboardingJson.Default.ListAnswerLinkAnswer);
    }

    private static async Task<Results<JsonAnswer<DataAnswer<LinkAnswer>>, Problem>> GetAsync(
        PathId id,
        Caller caller,
        LinkStore links,
        LinkAnswers answers,
        CancellationToken cancellation
    ) =>
        await links.FindAsync(caller.Tenant, id, cancellation) is { } row
            ? JsonAnswer.Of(
                new DataAnswer<LinkAnswer>(await answers.ReadAsync(row, cancellation)),
                OnboardingJson.Default.DataAnswerLinkAnswer
            )
            : OnboardingProblems.NoLink;

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        PathId id,
        Caller caller,
        LinkStore links,
        CancellationToken cancellation
    )
    {
        if (await links.DeleteAsync(caller.Tenant, id, cancellation) is { } problem)
            return problem;
        return TypedResults.NoContent();
    }
}
