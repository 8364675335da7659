using System.Net;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Emulator;
using Patchbay.Testing;

namespace Patchbay.Server.Tests;

/// <summary>A link leads to a connected number, to messages in both directions and to signed webhooks.</summary>
public sealed class MainLineTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory, EachDatabase]
    public async Task A_link_becomes_a_number_that_sends_and_receives(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();

        var phone = await stage.ConnectAsync(
            new SignupChoices
            {
                PhoneNumber = "+5491155551234",
                BusinessName = "Acme Portfolio",
                WabaName = "Acme WhatsApp",
                Page = true,
                Dataset = true,
            },
            $$"""
            {"name":"Acme Corp","externalId":"customer-123","metadata":{"locationCode":"store-01"},
             "webhookUrl":"{{receiver.Url}}","webhookSecret":"{{Secret}}","webhookEvents":["*"]}
            """
        );

        var connected = await receiver.NextAsync("phone_number.connected");
        connected.Data.GetProperty("phoneNumberId").GetString().ShouldBe(phone.Id);
        connected.Data.GetProperty("externalId").GetString().ShouldBe("customer-123");
        connected.Data.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
        connected.Data.GetProperty("phoneNumber").GetString().ShouldBe("+5491155551234");

        stage.Meta.ReceiveText(phone.MetaPhoneNumberId, "5511999990000", "Maria", "Olá ✅");
        var received = await receiver.NextAsync("message.received");
        ShouldVerify(received);
        received.Data.GetProperty("contactPhone").GetString().ShouldBe("+5511999990000");
        received.Data.GetProperty("contactName").GetString().ShouldBe("Maria");
        received.Data.GetProperty("content").GetProperty("body").GetString().ShouldBe("Olá ✅");
        received.Data.GetProperty("metadata").GetProperty("locationCode").GetString().ShouldBe("store-01");
        await stage
            .Api.GetAsync($"/v1/messages/{received.Data.GetProperty("messageId").GetString()}")
            .ShouldBeAsync(HttpStatusCode.OK);

        var sent = (
            await stage
                .Api.PostJsonAsync(
                    $"/v1/phones/{phone.Id}/messages",
                    """{"type":"text","to":"+5511999990000","text":"Hello"}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        sent.GetProperty("wamid").GetString().ShouldStartWith("wamid.");
        var delivered = await receiver.NextAsync("message.delivered");
        delivered.Data.GetProperty("messageId").GetString().ShouldBe(sent.GetProperty("id").GetString());
    }

    // Verifies the signature as a Standard Webhooks library does.
    private static void ShouldVerify(ReceivedWebhook webhook)
    {
        var signed = Encoding
            .UTF8.GetBytes($"{webhook.Headers["webhook-id"]}.{webhook.Headers["webhook-timestamp"]}.")
            .Concat(webhook.Body)
            .ToArray();
        var expected =
            "v1,"
            + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed));
        webhook.Headers["webhook-signature"].ShouldBe(expected);
        webhook
            .Headers["X-Hub-Signature-256"]
            .ShouldBe(
                "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), webhook.Body))
            );
    }
}
