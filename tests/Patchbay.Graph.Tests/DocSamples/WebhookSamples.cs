using Microsoft.AspNetCore.Builder;
using Patchbay.Graph.AspNetCore;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-webhooks.md and of the package readme. DocumentationTests compares the two.</summary>
internal static class WebhookSamples
{
    public static void Webhooks(WebApplication app, string appSecret)
    {
        #region webhooks
        app.MapGraphWebhook(
            "/webhooks/meta",
            o => o.For("verify123", appSecret),
            (webhook, cancellationToken) =>
            {
                foreach (var received in webhook.Payload.ReceivedMessages())
                    Console.WriteLine($"{received.PhoneNumberId} {received.Item.Id} {received.Item.Text?.Body}");
                foreach (var received in webhook.Payload.MessageStatuses())
                    Console.WriteLine($"{received.Item.Id} {received.Item.Status}");
                foreach (var change in webhook.Payload.Entry.SelectMany(e => e.AllChanges()))
                {
                    switch (change.Value)
                    {
                        case AccountUpdateValue update:
                            Console.WriteLine(update.Event);
                            break;
                        case UnknownValue unknown:
                            Console.WriteLine($"{change.Field}: {unknown.Raw}");
                            break;
                    }
                }

                return Task.CompletedTask;
            }
        );
        #endregion
    }

    public static void Checks(byte[] body, string header, string appSecret)
    {
        #region signature
        if (!WebhookSignature.IsValid(body, header, appSecret))
            return;
        var payload = WebhookParser.Parse(body);
        #endregion
        Console.WriteLine(payload.Object);
    }

    public static void Receive(
        WebApplication app,
        string verifyToken,
        string appSecret,
        System.Threading.Channels.Channel<WebhookPayload> queue
    )
    {
        #region receive
        app.MapGraphWebhook(
            "/webhooks/meta",
            o => o.For(verifyToken, appSecret),
            async (webhook, cancellationToken) =>
            {
                await queue.Writer.WriteAsync(webhook.Payload, cancellationToken);
            }
        );
        #endregion
    }
}
