using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>A provider's webhook goes through the same sender; its secret travels in the query, its signature in a header of its own.</summary>
internal static class ProviderDeliveries
{
    public static void Queue(World world, ProviderWebhook webhook, JsonObject body)
    {
        var separator = webhook.Endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        world.Add(new Delivery
        {
            Id = "delivery_" + world.Ids.Text(20), AppId = ProviderApp, Url = $"{webhook.Endpoint}{separator}webhookSecret={Uri.EscapeDataString(webhook.Secret)}", Field = (string)body["event"]!,
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()), Order = webhook.Id, DueAt = world.Clock.Milliseconds,
        });
    }

    /// <summary>Marks deliveries that no app of Meta's sends.</summary>
    public const string ProviderApp = "abacatepay";

    /// <summary>The provider signs for every merchant with one published key; this one is the emulator's.</summary>
    public const string SignatureKey = "emulator-abacatepay-key";
}
