using Patchbay.Server.Audit;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.ProviderConnections;

internal static class PaymentEndpoints
{
    public static void MapPaymentConnections(this IEndpointRouteBuilder routes)
    {
        var write = routes
            .MapGroup("/v1/provider-connections")
            .WithTags("Payment connections")
            .RequireScope(Scopes.ProviderConnectionsWrite);
        write
            .MapPost("abacate-pay", ConnectAbacatePayAsync)
            .WithName("ConnectAbacatePay")
            .WithOwnIdempotency()
            .WithSummary("Connect an AbacatePay store")
            .Accepts<ConnectAbacatePayRequest>("application/json")
            .Produces<ConnectionAnswer>(StatusCodes.Status201Created);
        write
            .MapPost("iniciador", ConnectIniciadorAsync)
            .WithName("ConnectIniciador")
            .WithOwnIdempotency()
            .WithSummary("Connect Iniciador for payments of a merchant or an agent")
            .Accepts<ConnectIniciadorRequest>("application/json")
            .Produces<ConnectionAnswer>(StatusCodes.Status201Created);
    }

    private static Task<IResult> ConnectAbacatePayAsync(
        HttpContext http,
        Caller caller,
        IdempotentCalls calls,
        PaymentConnector connector,
        ConnectionReply reply,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, token) =>
            {
                var read = RequestBody.Parse(body, ConnectionJson.Default.ConnectAbacatePayRequest);
                if (!read.TryGet(out var request, out var problem))
                    return problem;
                if (PaymentRules.Check(request) is { } refused)
                    return refused;
                return await reply.OfAsync(
                    caller,
                    await connector.ConnectAsync(caller.Tenant, Actor.Of(http, caller), request, token)
                );
            },
            cancellation
        );

    private static Task<IResult> ConnectIniciadorAsync(
        HttpContext http,
        Caller caller,
        IdempotentCalls calls,
        PaymentConnector connector,
        ConnectionReply reply,
        OutboundHttp outbound,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, token) =>
            {
                var read = RequestBody.Parse(body, ConnectionJson.Default.ConnectIniciadorRequest);
                if (!read.TryGet(out var request, out var problem))
                    return problem;
                if (PaymentRules.Check(request, caller.Tenant.Environment, outbound) is { } refused)
                    return refused;
                return await reply.OfAsync(
                    caller,
                    await connector.ConnectAsync(caller.Tenant, Actor.Of(http, caller), request, token)
                );
            },
            cancellation
        );
}
