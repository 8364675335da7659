using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>The routes to see the deliveries of a webhook and to send them again.</summary>
internal static class DeliveryEndpoints
{
    private static readonly Problem NoEndpoint = Problem.NotFound("outgoing webhook"),
        NoDelivery = Problem.NotFound("delivery"),
        UnderWay =
            new(409, "delivery_under_way", "A call for this delivery is running. Try again when it has ended.")
            {
                RetryAfter = TimeSpan.FromSeconds(15),
            };

    /// <summary>
    /// Refuses a delivery to an inactive webhook, because the delivery would wait until the webhook is active again.
    /// </summary>
    public static readonly Problem Inactive = new(
        409,
        "webhook_inactive",
        "This webhook is inactive. Set 'isActive' to true first."
    );

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/v1").WithTags("Outgoing webhooks");
        api.MapGet("outgoing-webhooks/{id}/deliveries", ListAsync)
            .WithName("ListDeliveries")
            .WithSummary("List a webhook's deliveries, newest first")
            .RequireScope(Scopes.WebhooksRead);
        api.MapPost("outgoing-webhooks/{id}/recover", RecoverAsync)
            .WithName("RecoverDeliveries")
            .WithSummary("Send failed and missed events of a period again; may reactivate the webhook")
            .Accepts<RecoverRequest>("application/json")
            .RequireScope(Scopes.WebhooksWrite);
        api.MapGet("webhook-deliveries/{id}", GetAsync)
            .WithName("GetDelivery")
            .WithSummary("Show a delivery with its attempts")
            .RequireScope(Scopes.WebhooksRead);
        api.MapPost("webhook-deliveries/{id}/resend", ResendAsync)
            .WithName("ResendDelivery")
            .WithSummary("Send a delivery again now")
            .RequireScope(Scopes.WebhooksWrite);
    }

    private static async Task<Results<JsonAnswer<ListAnswer<DeliveryAnswer>>, Problem>> ListAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is null)
            return NoEndpoint;
        var (rows, total) = await deliveries.ListAsync(caller.Tenant, id, page, cancellation);
        return JsonAnswer.Of(
            ListAnswer<DeliveryAnswer>.Of([.. rows.Select(row => DeliveryAnswer.From(row))], page, total),
            OutgoingJson.Default.ListAnswerDeliveryAnswer
        );
    }

    private static async Task<Results<JsonAnswer<DataAnswer<DeliveryAnswer>>, Problem>> GetAsync(
        PathId id,
        Caller caller,
        DeliveryStore deliveries,
        CancellationToken cancellation
    ) =>
        await deliveries.FindAsync(caller.Tenant, id, cancellation) is { } row
            ? JsonAnswer.Of(
                new DataAnswer<DeliveryAnswer>(
                    DeliveryAnswer.From(row, await deliveries.AttemptsAsync(row.Id, cancellation))
                ),
                OutgoingJson.Default.DataAnswerDeliveryAnswer
            )
            : NoDelivery;

    private static async Task<Results<JsonAnswer<DataAnswer<DeliveryAnswer>>, Problem>> ResendAsync(
        PathId id,
        Caller caller,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        OutgoingEvents events,
        CancellationToken cancellation
    )
    {
        if (await deliveries.FindAsync(caller.Tenant, id, cancellation) is not { } found)
            return NoDelivery;
        if (await endpoints.FindAsync(caller.Tenant, found.EndpointId, cancellation) is not { IsActive: true } endpoint)
            return Inactive;
        if (!await deliveries.ResendAsync(caller.Tenant, found, cancellation))
            return UnderWay;
        events.Wake(endpoint);
        return Accepted(await deliveries.FindAsync(caller.Tenant, id, cancellation));
    }

    /// <summary>The 202 answer, with the delivery that waits for its call.</summary>
    public static Results<JsonAnswer<DataAnswer<DeliveryAnswer>>, Problem> Accepted(DeliveryRow? row) =>
        row is null
            ? NoDelivery
            : JsonAnswer.Of(
                new DataAnswer<DeliveryAnswer>(DeliveryAnswer.From(row)),
                OutgoingJson.Default.DataAnswerDeliveryAnswer,
                statusCode: StatusCodes.Status202Accepted
            );

    private static async Task<Results<JsonAnswer<DataAnswer<RecoverAnswer>>, Problem>> RecoverAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        EndpointStore endpoints,
        OutgoingEvents events,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, OutgoingJson.Default.RecoverRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (!PeriodOf(request, clock.GetUtcNow()).TryGet(out var period, out var fault))
            return fault;
        if (await endpoints.FindAsync(caller.Tenant, id, cancellation) is not { } endpoint)
            return NoEndpoint;
        if (endpoint is { IsActive: false, DisabledReason: null })
            return Inactive; // its owner deactivated it
        var count = await events.RecoverAsync(endpoint, period.Since, period.Until, cancellation);
        return JsonAnswer.Of(
            new DataAnswer<RecoverAnswer>(new(count)),
            OutgoingJson.Default.DataAnswerRecoverAnswer,
            statusCode: StatusCodes.Status202Accepted
        );
    }

    private static Outcome<(DateTimeOffset Since, DateTimeOffset Until)> PeriodOf(
        RecoverRequest request,
        DateTimeOffset now
    )
    {
        if (request.Since is not { } since)
            return Problem.Invalid("since", "'since' is required: an ISO-8601 instant.");
        var until = request.Until ?? now;
        if (until <= since)
            return Problem.Invalid("until", "'until' must be after 'since'.");
        return (since, until);
    }
}
