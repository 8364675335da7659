using System.Text.Json;
using Microsoft.Extensions.Options;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Payments;

/// <summary>
/// The addresses to which payment providers report payments: one per connection, protected by the connection's webhook
/// secret. A report is passed on unchanged.
/// </summary>
internal sealed class PaymentWebhooks(
    ConnectionStore connections,
    PaymentNotices notices,
    IOptions<PaymentOptions> options
)
{
    private static readonly Dictionary<string, string> Segments = new(StringComparer.Ordinal)
    {
        ["abacate-pay"] = Providers.AbacatePay,
        ["iniciador"] = Providers.Iniciador,
    };

    private WebhookRoute Route =>
        new WebhookRoute<ConnectionRow>("/webhook/payments/{provider}/{connection_id}")
        {
            BodyLimit = RequestBody.DefaultLimit,
            // AbacatePay does not repeat a report after a 401.
            NotSigned = new Problem(401, "webhook_not_proven", "The webhook's address, secret or signature is wrong."),
            WhoSigned = ConnectionAsync,
            Take = TakeAsync,
            IsShortCircuit = false,
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(routes.ServiceProvider.GetRequiredService<PaymentWebhooks>().Route);

    /// <summary>
    /// The address to enter at the provider. AbacatePay appends the secret; at Iniciador the operator must append it.
    /// </summary>
    public static string? AddressOf(PublicAddress address, ConnectionRow row) =>
        Segments.FirstOrDefault(segment => segment.Value == row.Provider).Key is { } segment
            ? $"{address.Base}/webhook/payments/{segment}/{row.Id}"
            : null;

    private async ValueTask<ConnectionRow?> ConnectionAsync(WebhookRequest request)
    {
        var row = await FindAsync(request);
        var secret = row is null ? null : await connections.WebhookSecretAsync(row, request.Aborted);
        // The comparison also runs for an unknown address, so that timing does not reveal which addresses exist.
        if (!PaymentSignatures.IsSecret(secret, request.Http.Request) || row is null)
            return null;
        return row.Provider != Providers.AbacatePay || IsSignedByAbacatePay(request, row) ? row : null;
    }

    private async ValueTask<ConnectionRow?> FindAsync(WebhookRequest request)
    {
        var provider = Segments.GetValueOrDefault(request.PathValue("provider") ?? "");
        var row = await connections.FindByAddressAsync(request.PathValue("connection_id") ?? "", request.Aborted);
        return row?.Provider == provider ? row : null;
    }

    private bool IsSignedByAbacatePay(WebhookRequest request, ConnectionRow row) =>
        PaymentSignatures.IsSigned(
            request.Body.Span,
            options.Value.Of(row.Environment).AbacatePayWebhookKey,
            request.Http.Request
        );

    private async ValueTask<WebhookResult> TakeAsync(WebhookRequest request, ConnectionRow row)
    {
        if (!RequestBody.Parse(request.Body, PaymentJson.Default.JsonElement).TryGet(out var payload, out var problem))
            return WebhookResult.AnsweredWith(problem);
        if (payload.ValueKind != JsonValueKind.Object)
            return WebhookResult.AnsweredWith(RequestBody.NoObject);
        await notices.TakeAsync(row, request.Body, payload);
        return WebhookResult.Stored;
    }
}
