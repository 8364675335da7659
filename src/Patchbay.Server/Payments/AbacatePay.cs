using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>The permissions that a provider grants to credentials.</summary>
/// <param name="AccountId">The account of the credentials; null when the provider does not name it.</param>
internal sealed record ProviderGrant(string? AccountId, PaymentCapabilities? Payments, AgenticCapabilities? Agentic)
{
    public string? PaymentsJson =>
        Payments is null ? null : JsonSerializer.Serialize(Payments, StoredPaymentJson.Default.PaymentCapabilities);

    public string? AgenticJson =>
        Agentic is null ? null : JsonSerializer.Serialize(Agentic, StoredPaymentJson.Default.AgenticCapabilities);
}

/// <summary>
/// Verifies an AbacatePay key. AbacatePay has no list of a key's permissions, so each permission is tested with a read
/// that needs it.
/// </summary>
internal sealed class AbacatePay(ProviderHttp http, IOptions<PaymentOptions> options)
{
    public async Task<(ProviderGrant? Grant, Problem? Problem)> VerifyAsync(
        string environment,
        Secret apiKey,
        CancellationToken cancellation
    )
    {
        var (store, problem) = await ReadAsync(environment, "store/get", apiKey, cancellation);
        if (problem is not null)
            return (null, problem);
        // 403 means that the key is valid but may not read the store. Only in this case is the key's account unknown.
        if (store!.Status != HttpStatusCode.Forbidden && (!store.IsGood || HasError(store)))
            return (null, PaymentProblems.CredentialsInvalid("api_key"));
        var (charges, noCharges) = await ReadAsync(environment, "transparents/list", apiKey, cancellation);
        var (webhooks, noWebhooks) = await ReadAsync(environment, "webhooks/list", apiKey, cancellation);
        if ((noCharges ?? noWebhooks) is { } missed)
            return (null, missed);
        if (!charges!.IsGood)
            return (null, PaymentProblems.PermissionMissing("api_key"));
        return (new ProviderGrant(AccountOf(store), CapabilitiesOf(webhooks!), null), null);
    }

    private static PaymentCapabilities CapabilitiesOf(ProviderAnswer webhooks) =>
        new(HostedPaymentLink: true, FixedReceiver: true, WebhookHmac: webhooks.IsGood, DynamicReceiver: false);

    private async Task<(ProviderAnswer?, Problem?)> ReadAsync(
        string environment,
        string path,
        Secret apiKey,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{options.Value.Of(environment).AbacatePayUrl}/{path}"
        );
        return await http.SendAsync(request, apiKey, guardedFor: null, cancellation);
    }

    // AbacatePay may answer 200 with an error in the body.
    private static bool HasError(ProviderAnswer answer) =>
        answer["error"].ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private static string? AccountOf(ProviderAnswer store) => store.IsGood ? store["data"].Text("id") : null;
}
