using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>The routes of a customer's webhooks.</summary>
internal static class EndpointEndpoints
{
    // In Meta's format a test event is a payload without entries.
    private static readonly byte[] EmptyMetaPayload =
        """{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray();

    private static readonly Problem NoEndpoint = Problem.NotFound("outgoing webhook");

    public static void MapOutgoingWebhooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/v1/outgoing-webhooks").WithTags("Outgoing webhooks");
        hooks
            .MapPost("", CreateAsync)
            .Audited("webhook", "created")
            .WithName("CreateOutgoingWebhook")
            .WithSummary("Add a webhook; its secret is shown only once")
            .Accepts<CreateEndpointRequest>("application/json")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapGet("", ListAsync)
            .WithName("ListOutgoingWebhooks")
            .WithSummary("List webhooks, newest first")
            .RequireScope(Scopes.WebhooksRead);
        hooks
            .MapGet("{id}", GetAsync)
            .WithName("GetOutgoingWebhook")
            .WithSummary("Show a webhook")
            .RequireScope(Scopes.WebhooksRead);
        hooks
            .MapPatch("{id}", UpdateAsync)
            .Audited("webhook", "updated")
            .WithName("UpdateOutgoingWebhook")
            .WithSummary("Change or reactivate a webhook")
            .Accepts<UpdateEndpointRequest>("application/json")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapDelete("{id}", DeleteAsync)
            .Audited("webhook", "deleted")
            .WithName("DeleteOutgoingWebhook")
            .WithSummary("Delete a webhook and its deliveries")
            .RequireScope(Scopes.WebhooksWrite);
        MapActions(hooks);
    }

    private static void MapActions(RouteGroupBuilder hooks)
    {
        hooks
            .MapPost("{id}/test", TestAsync)
            .WithName("TestOutgoingWebhook")
            .WithSummary("Send a test event")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapPost("{id}/rotate-secret", RotateAsync)
            .Audited("webhook", "secret_rotated")
            .WithName("RotateOutgoingWebhookSecret")
            .WithSummary("Replace the secret; the old secret also signs for another 24 hours")
            .RequireScope(Scopes.WebhooksWrite);
    }

    private static async Task<Results<JsonCreated<DataAnswer<EndpointAnswer>>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        EndpointScope scope,
        EndpointWriter writer,
        EndpointMembersCheck check,
        Ids ids,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.CreateEndpointRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var members = EndpointMembers.Of(request);
        var secret = request.Secret ?? EndpointRules.NewSecret(ids);
        if (await FaultAsync(check, scope, caller.Tenant, request, members, secret, cancellation) is { } fault)
            return fault;
        var created = await writer.CreateAsync(caller.Tenant, request, members, secret, cancellation);
        if (!created.TryGet(out var id, out var exists))
            return exists;
        return Created(http, await endpoints.FindAsync(caller.Tenant, id, cancellation), secret);
    }

    private static async Task<Problem?> FaultAsync(
        EndpointMembersCheck check,
        EndpointScope scope,
        Tenant tenant,
        CreateEndpointRequest request,
        EndpointMembers members,
        string secret,
        CancellationToken cancellation
    ) =>
        check.Run(members, tenant.Environment)
        ?? EndpointRules.CheckSecret("secret", secret)
        ?? await scope.CheckAsync(tenant, request, cancellation);

    private static Results<JsonCreated<DataAnswer<EndpointAnswer>>, Problem> Created(
        HttpContext http,
        EndpointRow? row,
        string secret
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        return row is null
            ? NoEndpoint
            : JsonAnswer.Created(
                new DataAnswer<EndpointAnswer>(EndpointAnswer.From(row, secret)),
                OutgoingJson.Default.DataAnswerEndpointAnswer
            );
    }

    private static async Task<Results<JsonAnswer<ListAnswer<EndpointAnswer>>, Problem>> ListAsync(
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        var (rows, total) = await endpoints.ListAsync(caller.Tenant, page, cancellation);
        return JsonAnswer.Of(
            ListAnswer<EndpointAnswer>.Of([.. rows.Select(row => EndpointAnswer.From(row))], page, total),
            OutgoingJson.Default.ListAnswerEndpointAnswer
        );
    }

    private static async Task<Results<JsonAnswer<DataAnswer<EndpointAnswer>>, Problem>> GetAsync(
        PathId id,
        Caller caller,
        EndpointStore endpoints,
        CancellationToken cancellation
    ) => Answer(await endpoints.FindAsync(caller.Tenant, id, cancellation));

    private static async Task<Results<JsonAnswer<DataAnswer<EndpointAnswer>>, Problem>> UpdateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        EndpointWriter writer,
        EndpointMembersCheck check,
        OutgoingEvents events,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.UpdateEndpointRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return NoEndpoint;
        if (check.Run(EndpointMembers.Of(request, row), caller.Tenant.Environment) is { } fault)
            return fault;
        if (await writer.UpdateAsync(caller.Tenant, row, request, cancellation) is { } exists)
            return exists;
        var changed = await endpoints.FindAsync(caller.Tenant, id, cancellation);
        if (changed is { IsActive: true })
            events.Wake(changed); // deliveries that waited while the webhook was inactive are due now
        return Answer(changed);
    }

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        PathId id,
        Caller caller,
        EndpointStore endpoints,
        CancellationToken cancellation
    ) => await endpoints.DeleteAsync(caller.Tenant, id, cancellation) ? TypedResults.NoContent() : NoEndpoint;

    private static async Task<Results<JsonAnswer<DataAnswer<DeliveryAnswer>>, Problem>> TestAsync(
        PathId id,
        Caller caller,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        OutgoingEvents events,
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return NoEndpoint;
        if (!row.IsActive)
            return DeliveryEndpoints.Inactive;
        var data = Wire.Text(new TestEvent(row.Id, "This is a test event."), OutgoingJson.Default.TestEvent);
        var e = new NewEvent(EventNames.WebhookTest, clock.GetUtcNow(), data) { MetaPayload = EmptyMetaPayload };
        var deliveryId = await database.WriteAsync(session => events.PublishToAsync(session, row, e), cancellation);
        return DeliveryEndpoints.Accepted(await deliveries.FindAsync(caller.Tenant, deliveryId, cancellation));
    }

    private static async Task<Results<JsonAnswer<DataAnswer<EndpointAnswer>>, Problem>> RotateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        EndpointWriter writer,
        Ids ids,
        CancellationToken cancellation
    )
    {
        if (!(await SecretAsync(http, ids)).TryGet(out var secret, out var problem))
            return problem;
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return NoEndpoint;
        if (await writer.RotateAsync(row, secret, cancellation) is { } tooMany)
            return tooMany;
        http.Response.Headers.CacheControl = "no-store";
        return Answer(row, secret);
    }

    /// <summary>The secret in the body, or a new secret when the body names none.</summary>
    private static async Task<Outcome<string>> SecretAsync(HttpContext http, Ids ids)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
            return EndpointRules.NewSecret(ids);
        var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.RotateSecretRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var secret = request.Secret ?? EndpointRules.NewSecret(ids);
        return EndpointRules.CheckSecret("secret", secret) is { } fault ? fault : secret;
    }

    private static Results<JsonAnswer<DataAnswer<EndpointAnswer>>, Problem> Answer(
        EndpointRow? row,
        string? secret = null
    ) =>
        row is null
            ? NoEndpoint
            : JsonAnswer.Of(
                new DataAnswer<EndpointAnswer>(EndpointAnswer.From(row, secret)),
                OutgoingJson.Default.DataAnswerEndpointAnswer
            );
}
