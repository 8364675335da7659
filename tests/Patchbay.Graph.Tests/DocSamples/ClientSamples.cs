using Microsoft.Extensions.DependencyInjection;
using Patchbay.Graph.Hosting;
using Patchbay.Graph.Messages;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client.md and of the package readme. DocumentationTests compares the two.</summary>
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
}
