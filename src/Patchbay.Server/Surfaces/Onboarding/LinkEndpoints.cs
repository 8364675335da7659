using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

internal static class LinkEndpoints
{
    public static void MapOnboardingLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/v1/onboarding-links").WithTags("Onboarding links");
        links
            .MapPost("", CreateAsync)
            .WithName("CreateOnboardingLink")
            .WithSummary("Make a link to send to a customer")
            .Accepts<CreateLinkRequest>("application/json")
            .RequireScope(Scopes.OnboardingLinksWrite);
        links
            .MapGet("", ListAsync)
            .WithName("ListOnboardingLinks")
            .WithSummary("Links, newest first")
            .RequireScope(Scopes.OnboardingLinksRead);
        links
            .MapGet("{id}", GetAsync)
            .WithName("GetOnboardingLink")
            .WithSummary("One link; when completed, with its number")
            .RequireScope(Scopes.OnboardingLinksRead);
        links
            .MapDelete("{id}", DeleteAsync)
            .WithName("DeleteOnboardingLink")
            .WithSummary("Take back a link that is not completed")
            .RequireScope(Scopes.OnboardingLinksWrite);
    }

    private static async Task<Results<JsonCreated<DataAnswer<CreatedLinkAnswer>>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        LinkStore links,
        OrganizationStore organizations,
        Vault vault,
        LinkAnswers answers,
        Ids ids,
        OutboundHttp outbound,
        TimeProvider clock,
        IOptions<OnboardingOptions> options,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OnboardingJson.Default.CreateLinkRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var origins = (await organizations.FindAsync(caller.Tenant.OrganizationId, cancellation))?.RedirectOriginList;
        if (LinkRules.Check(request, origins) is { } fault)
            return fault;
        if (request.WebhookUrl is { } hook && !outbound.IsAllowed(caller.Tenant.Environment, new Uri(hook)))
            return EndpointRules.NotAllowed("webhookUrl");

        var id = ids.Uuid();
        var secret = request.WebhookUrl is null ? null : request.WebhookSecret ?? EndpointRules.NewSecret(ids);
        var sealedSecret = secret is null
            ? null
            : await vault.SealAsync(
                LinkStore.SecretPlace(caller.Tenant.OrganizationId, id),
                new Secret(secret),
                cancellation
            );
        var row = NewRow(id, caller.Tenant, request, sealedSecret, clock.GetUtcNow(), options.Value);
        await links.InsertAsync(row, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Created(
            new DataAnswer<CreatedLinkAnswer>(answers.Created(row, secret, request.WebhookEvents)),
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
        if (status is not null && !LinkStatus.All.Contains(status))
            return Problem.Invalid("status", $"'status' must be one of: {string.Join(", ", LinkStatus.All)}.");
        // PostgreSQL takes no NUL in a text, not even to compare with.
        if (externalId?.Contains('\0') == true)
            return Problem.Invalid("externalId", "'externalId' holds a character that no id has.");
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
        if (await links.DeleteAsync(caller.Tenant, id, cancellation))
            return TypedResults.NoContent();
        return await links.FindAsync(caller.Tenant, id, cancellation) is null
            ? OnboardingProblems.NoLink
            : OnboardingProblems.OnlyPendingDeleted;
    }

    private static LinkRow NewRow(
        Guid id,
        Tenant tenant,
        CreateLinkRequest request,
        byte[]? sealedSecret,
        DateTimeOffset now,
        OnboardingOptions options
    ) =>
        new()
        {
            Id = id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Name = request.Name!,
            Status = LinkStatus.Pending,
            ExternalId = request.ExternalId,
            Metadata = request.Metadata is { ValueKind: JsonValueKind.Object } metadata ? metadata.GetRawText() : null,
            RedirectUrl = request.RedirectUrl,
            WebhookUrl = request.WebhookUrl,
            WebhookSecret = sealedSecret,
            WebhookEvents = JsonLists.Write(request.WebhookEvents),
            AccentColor = request.Theme?.AccentColor,
            Locale = request.Locale,
            AllowedConnectionTypes = JsonLists.Write(request.AllowedConnectionTypes),
            AttemptCount = 0,
            CreatedAt = now,
            ExpiresAt =
                now
                + (
                    request.ExpiresInSeconds is { } seconds
                        ? TimeSpan.FromSeconds(seconds)
                        : TimeSpan.FromDays(options.DefaultLifetimeDays)
                ),
        };
}
