using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-direct.md. DocumentationTests compares the two.</summary>
internal static class DirectSamples
{
    public static async Task DirectAsync(
        GraphClient client,
        string pageToken,
        string instagramToken,
        CancellationToken cancellationToken
    )
    {
        #region direct
        var page = client.As(pageToken).Messenger;
        await page.SubscribeAsync(
            "1029384756",
            new() { SubscribedFields = "messages,messaging_postbacks" },
            cancellationToken
        );
        await page.SendAsync(
            "me",
            DirectRecipient.User("6677"),
            DirectMessage.Text(
                "Which size?",
                new QuickReply
                {
                    ContentType = "text",
                    Title = "M",
                    Payload = "size-m",
                }
            ),
            cancellationToken
        );

        var instagram = client.As(instagramToken).Instagram;
        var profile = await instagram.GetProfileAsync(fields: "user_id,username", cancellationToken: cancellationToken);
        await instagram.SendAsync(
            profile.UserId ?? "me",
            DirectRecipient.User("8899"),
            DirectMessage.Text("Thank you!"),
            cancellationToken
        );
        #endregion
    }

    public static async Task CardsAsync(MessengerOperations page, CancellationToken cancellationToken)
    {
        #region cards
        await page.SendAsync(
            "me",
            DirectRecipient.User("6677"),
            DirectMessage.Cards(
                new DirectCard("Blue pot")
                {
                    Subtitle = "20 cm",
                    Buttons =
                    [
                        DirectButton.Open("Look", new Uri("https://example.com/pots/7")),
                        DirectButton.Postback("Buy", "buy-7"),
                    ],
                },
                new DirectCard("Red pot") { Subtitle = "30 cm", Buttons = [DirectButton.Postback("Buy", "buy-8")] }
            ),
            cancellationToken
        );
        await page.SendAsync(
            "me",
            DirectRecipient.User("6677"),
            DirectMessage.Buttons("Anything else?", DirectButton.Postback("No", "done")),
            cancellationToken
        );
        #endregion
    }
}
