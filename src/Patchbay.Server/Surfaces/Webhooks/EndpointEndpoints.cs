using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>A customer's webhook addresses.</summary>
internal static class EndpointEndpoints
{
    private static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    // In Meta's form a test is a payload without entries.
    private static readonly byte[] EmptyMetaPayload =
        """{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray();

    private static readonly Problem NoEndpoint = Problem.NotFound("outgoing webhook");

    public static void MapOutgoingWebhooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/v1/outgoing-webhooks").WithTags("Outgoing webhooks");
        hooks
            .MapPost("", CreateAsync)
            .WithName("CreateOutgoingWebhook")
            .WithSummary("Add an address; its secret is shown once")
            .Accepts<CreateEndpointRequest>("application/json")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapGet("", ListAsync)
            .WithName("ListOutgoingWebhooks")
            .WithSummary("Addresses, newest first")
            .RequireScope(Scopes.WebhooksRead);
        hooks
            .MapGet("{id}", GetAsync)
            .WithName("GetOutgoingWebhook")
            .WithSummary("One address")
            .RequireScope(Scopes.WebhooksRead);
        hooks
            .MapPatch("{id}", UpdateAsync)
            .WithName("UpdateOutgoingWebhook")
            .WithSummary("Change an address, or switch it on again")
            .Accepts<UpdateEndpointRequest>("application/json")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapDelete("{id}", DeleteAsync)
            .WithName("DeleteOutgoingWebhook")
            .WithSummary("Remove an address and its deliveries")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapPost("{id}/test", TestAsync)
            .WithName("TestOutgoingWebhook")
            .WithSummary("Send a test event")
            .RequireScope(Scopes.WebhooksWrite);
        hooks
            .MapPost("{id}/rotate-secret", RotateAsync)
            .WithName("RotateOutgoingWebhookSecret")
            .WithSummary("New secret; the old one signs along for 24 hours")
            .RequireScope(Scopes.WebhooksWrite);
    }

    private static async Task<Results<JsonCreated<DataAnswer<EndpointAnswer>>, Problem>> CreateAsync(
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        EndpointScope scope,
        OutboundHttp outbound,
        Vault vault,
        Ids ids,
        Database database,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.CreateEndpointRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var fault =
            Check(
                request.Url,
                request.Events,
                request.Headers,
                request.Format,
                request.Ordering,
                request.Description,
                outbound,
                caller
            )
            ?? (request.Secret is null ? null : EndpointRules.CheckSecret("secret", request.Secret))
            ?? await scope.CheckAsync(
                caller.Tenant,
                request.WabaId,
                request.PhoneNumberId,
                request.InstanceId,
                cancellation
            );
        if (fault is not null)
            return fault;

        var (id, secretId, secret) = (ids.Uuid(), ids.Uuid(), request.Secret ?? EndpointRules.NewSecret(ids));
        var endpoint = new NewEndpoint
        {
            Id = id,
            Url = request.Url!,
            Events = request.Events!,
            SecretId = secretId,
            Description = request.Description,
            SealedSecret = await vault.SealAsync(
                EndpointStore.SecretPlace(caller.Tenant.OrganizationId, secretId),
                new Secret(secret),
                cancellation
            ),
            SealedHeaders = await SealHeadersAsync(vault, caller.Tenant, id, request.Headers, cancellation),
            Format = request.Format ?? EndpointFormat.Event,
            Ordering = request.Ordering ?? EndpointOrdering.Conversation,
            IsActive = request.IsActive ?? true,
            WabaId = request.WabaId,
            PhoneId = request.PhoneNumberId,
            InstanceId = request.InstanceId,
        };
        await database.WriteAsync(session => endpoints.InsertAsync(session, caller.Tenant, endpoint), cancellation);
        http.Response.Headers.CacheControl = "no-store";
        var made = await endpoints.FindAsync(caller.Tenant, id, cancellation);
        return JsonAnswer.Created(
            new DataAnswer<EndpointAnswer>(EndpointAnswer.From(made!, secret)),
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
        OutboundHttp outbound,
        OutgoingEvents events,
        Vault vault,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.UpdateEndpointRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return NoEndpoint;
        var fault = Check(
            request.Url ?? row.Url,
            request.Events ?? row.EventList,
            request.Headers,
            request.Format,
            request.Ordering,
            request.Description,
            outbound,
            caller
        );
        if (fault is not null)
            return fault;
        await endpoints.UpdateAsync(
            caller.Tenant,
            id,
            new EndpointChange
            {
                Url = request.Url,
                Events = request.Events,
                Description = request.Description,
                Format = request.Format,
                Ordering = request.Ordering,
                IsActive = request.IsActive,
                ReplaceHeaders = request.Headers is not null,
                SealedHeaders = await SealHeadersAsync(vault, caller.Tenant, id, request.Headers, cancellation),
            },
            cancellation
        );
        var changed = await endpoints.FindAsync(caller.Tenant, id, cancellation);
        if (changed is { IsActive: true })
            events.Wake(changed); // what waited while it was off is due now
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
        var delivery = await deliveries.FindAsync(caller.Tenant, deliveryId, cancellation);
        return JsonAnswer.Of(
            new DataAnswer<DeliveryAnswer>(DeliveryAnswer.From(delivery!)),
            OutgoingJson.Default.DataAnswerDeliveryAnswer,
            statusCode: 202
        );
    }

    private static async Task<Results<JsonAnswer<DataAnswer<EndpointAnswer>>, Problem>> RotateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        Vault vault,
        Ids ids,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        string? wanted = null;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.RotateSecretRequest);
            if (!read.TryGet(out var request, out var problem))
                return problem;
            if (request.Secret is { } given && EndpointRules.CheckSecret("secret", given) is { } fault)
                return fault;
            wanted = request.Secret;
        }
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is not { } row)
            return NoEndpoint;
        var (secretId, secret) = (ids.Uuid(), wanted ?? EndpointRules.NewSecret(ids));
        var box = await vault.SealAsync(
            EndpointStore.SecretPlace(row.OrganizationId, secretId),
            new Secret(secret),
            cancellation
        );
        await endpoints.RotateAsync(row.Id, secretId, box, clock.GetUtcNow() + SecretOverlap, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return Answer(row, secret);
    }

    private static Problem? Check(
        string? url,
        string[]? events,
        Dictionary<string, string>? headers,
        string? format,
        string? ordering,
        string? description,
        OutboundHttp outbound,
        Caller caller
    )
    {
        var fault =
            EndpointRules.CheckUrl("url", url)
            ?? EndpointRules.CheckEvents("events", events)
            ?? EndpointRules.CheckHeaders("headers", headers);
        if (fault is not null)
            return fault;
        if (!outbound.IsAllowed(caller.Tenant.Environment, new Uri(url!)))
            return EndpointRules.NotAllowed("url");
        if (format is not null && !EndpointFormat.All.Contains(format))
            return Problem.Invalid("format", $"'format' must be one of: {string.Join(", ", EndpointFormat.All)}.");
        if (ordering is not null && !EndpointOrdering.All.Contains(ordering))
            return Problem.Invalid(
                "ordering",
                $"'ordering' must be one of: {string.Join(", ", EndpointOrdering.All)}."
            );
        return EndpointRules.CheckDescription("description", description);
    }

    private static async Task<byte[]?> SealHeadersAsync(
        Vault vault,
        Tenant tenant,
        Guid id,
        Dictionary<string, string>? headers,
        CancellationToken cancellation
    )
    {
        if (headers is not { Count: > 0 })
            return null;
        var text = new Secret(Wire.Text(headers, OutgoingJson.Default.DictionaryStringString));
        return await vault.SealAsync(EndpointStore.HeadersPlace(tenant.OrganizationId, id), text, cancellation);
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
