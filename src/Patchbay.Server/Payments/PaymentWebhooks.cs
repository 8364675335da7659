using System.Text.Json;
using Microsoft.Extensions.Options;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Payments;

/// <summary>
/// Where payment providers say what became of a payment: an address per connection, opened by the connection's webhook
/// secret. What they say goes on as they said it.
/// </summary>
internal static class PaymentWebhooks
{
    // One answer for an unknown address, a wrong secret and a wrong signature. AbacatePay sends nothing again after a 401.
    private static readonly Problem NotProven = new(
        401,
        "webhook_not_proven",
        "The address, the secret or the signature is wrong."
    );

    private static readonly Dictionary<string, string> Segments = new(StringComparer.Ordinal)
    {
        ["abacate-pay"] = Providers.AbacatePay,
        ["iniciador"] = Providers.Iniciador,
    };

    public static void MapPaymentWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhook/payments/{provider}/{connection_id}", ReceiveAsync).ExcludeFromDescription();

    /// <summary>What to enter at the provider; its secret is added by AbacatePay itself, at Iniciador by whoever enters it.</summary>
    public static string? AddressOf(PublicAddress address, ConnectionRow row) =>
        Segments.FirstOrDefault(one => one.Value == row.Provider).Key is { } segment
            ? $"{address.Base}/webhook/payments/{segment}/{row.Id}"
            : null;

    private static async Task<IResult> ReceiveAsync(
        string provider,
        string connection_id,
        HttpContext http,
        ConnectionStore connections,
        PaymentNotices notices,
        IOptions<PaymentOptions> options,
        CancellationToken cancellation
    )
    {
        if (await RequestBody.ReadBytesAsync(http, RequestBody.DefaultLimit) is not { } body)
            return RequestBody.TooLarge;
        var row = await connections.FindByAddressAsync(connection_id, cancellation);
        var secret =
            row is not null && row.Provider == Segments.GetValueOrDefault(provider)
                ? await connections.WebhookSecretAsync(row, cancellation)
                : null;
        if (!PaymentSignatures.IsSecret(secret, http.Request))
            return NotProven;
        if (
            row!.Provider == Providers.AbacatePay
            && !PaymentSignatures.IsSigned(
                body.Span,
                options.Value.Of(row.Environment).AbacatePayWebhookKey,
                http.Request
            )
        )
            return NotProven;
        if (!RequestBody.Parse(body, PaymentJson.Default.JsonElement).TryGet(out var payload, out var problem))
            return problem;
        if (payload.ValueKind != JsonValueKind.Object)
            return RequestBody.NoObject;
        await notices.TakeAsync(row, body, payload);
        return TypedResults.Ok();
    }
}
