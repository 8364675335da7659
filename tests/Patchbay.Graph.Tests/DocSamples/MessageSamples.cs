using System.Text.Json;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-messages.md. DocumentationTests compares the two.</summary>
internal static class MessageSamples
{
    public static void Messages(JsonElement data)
    {
        #region messages
        var picture = MediaSource.FromId("4490709327384033");
        OutgoingMessage[] messages =
        [
            Message.Image(picture, "Red, size M"),
            Message.Location(37.44, -122.16, "Pier 7"),
            Message.Buttons(
                "Keep the order?",
                [new("keep", "Keep it"), new("cancel", "Cancel it")],
                MessageHeader.Image(picture)
            ),
            Message.List("When?", "Choose a day", [new([new("mon", "Monday"), new("tue", "Tuesday", "From 10:00")])]),
            Message.UrlButton("Your parcel", "Track", new Uri("https://example.com/track/1")),
            Message.Flow("Book a table", FlowCall.ById("5001", "Book") with { Screen = "FIRST", Data = data }),
            Message.Text("Of course!").InReplyTo("wamid.received").WithCallbackData("outbox-row-17"),
        ];
        #endregion
        foreach (var message in messages)
            Console.WriteLine(message.Type);
    }

    public static void DirectSend()
    {
        #region direct-send
        var parcel = Message
            .Text("Your parcel has left.")
            .AsDirectSend(DirectSendCategory.Utility, TimeSpan.FromHours(2));
        #endregion
        Console.WriteLine(parcel.Type);
    }

    public static void TemplateMessages()
    {
        #region template-message
        var order = Message.Template(
            new TemplateMessage("order_shipped", "pt_BR")
            {
                Header = TemplateHeader.Image(MediaSource.FromLink(new Uri("https://example.com/parcel.png"))),
                Body =
                [
                    "Ana",
                    TemplateValue.Currency(
                        new()
                        {
                            FallbackValue = "R$ 50",
                            Code = "BRL",
                            Amount1000 = 50_000,
                        }
                    ),
                ],
                Buttons = [TemplateButton.Url(0, "track-17")],
            }
        );
        var code = Message.Template(TemplateMessage.OneTimePassword("login_code", "en_US", "493817"));
        #endregion
        Console.WriteLine(order.Type == code.Type);
    }

    public static void Orders()
    {
        #region order
        var message = Message.OrderDetails(
            "Please pay",
            new OrderDetails
            {
                ReferenceId = "order-17",
                IsPhysical = true,
                PaymentSettings =
                [
                    PaymentSetting.Pix(
                        new()
                        {
                            Code = "00020126…",
                            MerchantName = "Loja",
                            Key = "loja@example.com",
                            KeyType = "EMAIL",
                        }
                    ),
                ],
                Total = new() { Value = 5000, Offset = 100 },
                Order = new()
                {
                    Items =
                    [
                        new()
                        {
                            Name = "Cup",
                            Amount = new() { Value = 2500, Offset = 100 },
                            Quantity = 2,
                        },
                    ],
                    Subtotal = new() { Value = 5000, Offset = 100 },
                },
            }
        );
        var faults = MessageRules.Check(message);
        #endregion
        Console.WriteLine(faults.Count);
    }
}
