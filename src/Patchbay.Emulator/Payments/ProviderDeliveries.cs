using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>Queues webhooks of the payment providers for the same sender as Meta's.</summary>
internal static class ProviderDeliveries
{
    /// <summary>AbacatePay sends the secret of a webhook in the query.</summary>
    public static void Queue(World world, ProviderWebhook webhook, JsonObject body)
    {
        var separator = webhook.Endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        Add(
            world,
            Delivery.AbacatePayApp,
            $"{webhook.Endpoint}{separator}webhookSecret={Uri.EscapeDataString(webhook.Secret)}",
            (string)body["event"]!,
            webhook.Id,
            body,
            null
        );
    }

    /// <summary>Webhooks of Iniciador carry no signature.</summary>
    public static void Queue(World world, string url, string order, string field, JsonObject body) =>
        Add(world, "iniciador", url, field, order, body, "application/json");

    private static void Add(
        World world,
        string app,
        string url,
        string field,
        string order,
        JsonObject body,
        string? contentType
    ) =>
        world.Add(
            new Delivery
            {
                Id = "delivery_" + world.Ids.Text(20),
                AppId = app,
                Url = url,
                Field = field,
                Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
                ContentType = contentType,
                Order = order,
                DueAt = world.Clock.Milliseconds,
            }
        );
}
