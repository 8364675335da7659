using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Graph.AspNetCore;
using Patchbay.Graph.Calls;
using Patchbay.Graph.Flows;
using Patchbay.Graph.Hosting;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.QrCodes;
using Patchbay.Graph.Templates;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of the documentation pages; DocumentationTests holds the two equal.</summary>
internal static class ClientSamples
{
    public static async Task StartAsync(HttpClient http, string accessToken, string phoneNumberId)
    {
        #region start
        var client = new GraphClient(http);
        var account = client.As(accessToken);
        var sent = await account.Messages.SendAsync(
            phoneNumberId,
            Recipient.Phone("+15551234567"),
            Message.Text("Your order is on its way.")
        );
        Console.WriteLine(sent.Id);
        #endregion
    }

    public static void Register(IServiceCollection services, string appSecret)
    {
        #region register
        services.AddGraphClient(_ => new GraphClientOptions
        {
            Version = "v23.0",
            AppSecret = appSecret,
            Pacer = new SendPacer(perSecond: 80),
        });
        #endregion
    }

    public static async Task ErrorsAsync(
        GraphSession account,
        string phoneNumberId,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        #region errors
        try
        {
            await account.Messages.SendAsync(
                phoneNumberId,
                Recipient.Phone("+15551234567"),
                message,
                cancellationToken
            );
        }
        catch (InvalidMessageException invalid)
        {
            foreach (var fault in invalid.Faults)
                Console.WriteLine($"{fault.Path} {fault.Problem}");
        }
        catch (GraphApiException refused) when (refused.Advice is GraphAdvice.NewToken)
        {
            Console.WriteLine(
                $"Connect the account again: {refused.Code}/{refused.Subcode}, trace {refused.FbTraceId}"
            );
        }
        catch (GraphException failed) when (failed.OutcomeUnknown)
        {
            Console.WriteLine("It may have been sent. Wait for a status that carries your callback data.");
        }
        catch (GraphException failed) when (failed.IsTransient)
        {
            Console.WriteLine($"Try again in {failed.RetryAfter ?? TimeSpan.FromMinutes(1)}.");
        }
        #endregion
    }

    public static async Task OnboardAsync(
        GraphClient client,
        string appId,
        string appSecret,
        string code,
        string wabaId,
        string phoneNumberId,
        CancellationToken cancellationToken
    )
    {
        #region onboard
        var token = await client.OAuth.ExchangeCodeAsync(appId, appSecret, code, cancellationToken: cancellationToken);
        var info = await client.AsApp(appId, appSecret).Tokens.DebugAsync(token.Token, cancellationToken);
        if (!info.IsValid || info.AppId != appId)
            throw new InvalidOperationException("The token is not ours.");

        var account = client.As(token.Token);
        await account.BusinessAccounts.SubscribeAppAsync(wabaId, cancellationToken: cancellationToken);
        await account.PhoneNumbers.RegisterAsync(phoneNumberId, pin: "212834", cancellationToken);
        await account.PhoneNumbers.OverrideWebhookAsync(
            phoneNumberId,
            new Uri("https://example.com/webhook/1"),
            "verify123",
            cancellationToken
        );
        #endregion
    }

    public static async Task PagesAsync(GraphSession account, string wabaId, CancellationToken cancellationToken)
    {
        #region pages
        var query = new ListPhoneNumbers { Fields = "id,display_phone_number,quality_rating", Limit = 50 };
        await foreach (var number in account.PhoneNumbers.ListAllAsync(wabaId, query, cancellationToken))
            if (number.QualityRating == QualityRating.Red)
                Console.WriteLine(number.DisplayPhoneNumber);

        var page = await account.PhoneNumbers.ListAsync(
            wabaId,
            query with
            {
                After = "cursor-of-the-page-before",
            },
            cancellationToken
        );
        Console.WriteLine(page.NextCursor ?? "That was the last page.");
        #endregion
    }

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

    public static async Task MediaAsync(GraphSession account, string phoneNumberId, CancellationToken cancellationToken)
    {
        #region media
        await using var file = File.OpenRead("cat.jpg");
        var uploaded = await account.Media.UploadAsync(phoneNumberId, file, "image/jpeg", "cat.jpg", cancellationToken);

        var info = await account.Media.GetAsync(uploaded.Id, cancellationToken: cancellationToken);
        await using var download = await account.Media.DownloadAsync(new Uri(info.Url), cancellationToken);
        await using var copy = File.Create("copy.jpg");
        await download.Content.CopyToAsync(copy, cancellationToken);
        #endregion
    }

    public static async Task TemplatesAsync(GraphSession account, string wabaId, CancellationToken cancellationToken)
    {
        #region templates
        var created = await account.Templates.CreateAsync(
            wabaId,
            new CreateTemplate
            {
                Name = "order_shipped",
                Language = "pt_BR",
                Category = TemplateCategory.Utility,
                Components =
                [
                    TemplateParts.Body("Olá {{1}}, seu pedido {{2}} foi enviado.", "Ana", "17"),
                    TemplateParts.Buttons(
                        TemplateParts.UrlButton("Rastrear", "https://example.com/{{1}}", "https://example.com/track-17")
                    ),
                ],
            },
            cancellationToken
        );
        if (created.Status == TemplateStatus.Rejected)
            Console.WriteLine("Refused at once.");
        #endregion
    }

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

    public static string Flows(FlowCrypto crypto, byte[] body, JsonElement slots)
    {
        #region flows
        var exchange = crypto.Decrypt(body);
        if (exchange.IsHealthCheck)
            return exchange.Healthy();
        if (exchange.IsErrorReport)
            return exchange.Acknowledge();
        return exchange.Request.Screen == "SUMMARY"
            ? exchange.Close(exchange.Request.Data ?? default)
            : exchange.Show("SLOTS", slots);
        #endregion
    }

    public static async Task FlowKeysAsync(
        GraphSession account,
        string phoneNumberId,
        CancellationToken cancellationToken
    )
    {
        #region flow-keys
        var keys = FlowCrypto.CreateKeyPair();
        await account.Encryption.SetAsync(
            phoneNumberId,
            new() { BusinessPublicKey = keys.PublicKeyPem },
            cancellationToken
        );
        using var crypto = new FlowCrypto(keys.PrivateKeyPem);
        #endregion
    }

    public static async Task NumbersAsync(
        GraphSession account,
        string phoneNumberId,
        CancellationToken cancellationToken
    )
    {
        #region numbers
        var number = await account.PhoneNumbers.GetAsync(
            phoneNumberId,
            "display_phone_number,status,health_status",
            cancellationToken
        );
        Console.WriteLine(number.HealthStatus?.CanSendMessage == SendAbility.Blocked ? "blocked" : "able to send");
        await account.QrCodes.SaveAsync(
            phoneNumberId,
            SaveQrCode.Create("I would like to order", QrImageFormat.Svg),
            cancellationToken
        );
        await account.Profiles.UpdateOfNumberAsync(
            phoneNumberId,
            new() { About = "Open from 9 to 5" },
            cancellationToken
        );
        var blocked = await account.Blocking.BlockAsync(
            phoneNumberId,
            new() { Users = [new() { User = "+15551234567" }] },
            cancellationToken
        );
        foreach (var failed in blocked.Users?.FailedUsers ?? [])
            Console.WriteLine(failed.Input);
        #endregion
    }

    public static async Task GroupsAndCallsAsync(
        GraphSession account,
        string phoneNumberId,
        string offerSdp,
        CancellationToken cancellationToken
    )
    {
        #region groups-and-calls
        var group = await account.Groups.CreateAsync(
            phoneNumberId,
            new() { Subject = "Trip to the sea" },
            cancellationToken
        );
        Console.WriteLine($"The group comes by webhook with request {group.RequestId}.");

        var permission = await account.Calls.GetPermissionAsync(phoneNumberId, "15551234567", cancellationToken);
        if (permission.Permission?.Status == CallPermissionStatus.Permanent)
            await account.Calls.SendAsync(
                phoneNumberId,
                CallRequest.Connect("+15551234567", offerSdp),
                cancellationToken
            );
        #endregion
    }

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
            profile.UserId!,
            DirectRecipient.User("8899"),
            DirectMessage.Text("Thank you!"),
            cancellationToken
        );
        #endregion

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

    public static async Task PartnersAsync(
        GraphSession account,
        string businessId,
        string wabaId,
        string appId,
        string creditLineId,
        CancellationToken cancellationToken
    )
    {
        #region partners
        await foreach (
            var waba in account.Businesses.ListClientAccountsAllAsync(businessId, cancellationToken: cancellationToken)
        )
            Console.WriteLine($"{waba.Id} {waba.Name}");

        var shared = await account.CreditLines.ShareAndAttachAsync(
            creditLineId,
            new() { WabaId = wabaId, WabaCurrency = "USD" },
            cancellationToken
        );
        Console.WriteLine(shared.Success);

        await foreach (var solution in account.Solutions.ListOfAppAllAsync(appId, cancellationToken: cancellationToken))
            Console.WriteLine($"{solution.Id} {solution.Status}");

        await foreach (
            var number in account.PreVerifiedNumbers.ListAllAsync(businessId, cancellationToken: cancellationToken)
        )
            Console.WriteLine($"{number.DisplayPhoneNumber} {number.VerificationStatus}");
        #endregion
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
