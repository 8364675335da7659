using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Mail;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Integrations;

/// <summary>An account of each channel receives a message and answers it.</summary>
public sealed class FourChannelsTests
{
    [Theory, EachDatabase]
    public async Task Every_channel_receives_and_answers_with_its_own_account(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var smtp = FaithfulSmtp.Start();
        var accounts = await ConnectAsync(stage, smtp);
        await stage.ListenAsync(receiver, "\"message.received\"");

        stage.Meta.Receive(
            accounts.MetaPhoneNumberId,
            "5511999990000",
            "Maria",
            "text",
            new System.Text.Json.Nodes.JsonObject { ["body"] = "On WhatsApp" }
        );
        var bakery = await stage.BakeryAsync();
        // A person has another id on Instagram.
        await stage.WriteAsync(bakery.InstagramId, "On Instagram", from: "800100200300");
        await stage.WriteAsync(bakery.PageId, "On Messenger");
        await stage
            .PostMailAsync(
                accounts.Mail,
                """
                {"from":"ana@customer.example","to":"help@acme.example","subject":"By mail","text":"By mail",
                "message_id":"<1@customer.example>"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        var told = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            var data = (await receiver.NextAsync("message.received")).Data;
            told.Add(data.Text("channel")!, data);
        }
        told.ToDictionary(message => message.Key, message => message.Value.Text("accountId"), StringComparer.Ordinal)
            .ShouldBe(accounts.Ids, ignoreOrder: true);

        foreach (var (channel, account) in accounts.Ids)
        {
            var answered = (
                await stage
                    .Api.PostJsonAsync($"/v1/accounts/{account}/messages", AnswerTo(told[channel]))
                    .ShouldBeAsync(HttpStatusCode.Created)
            ).GetProperty("data");
            answered.Text("channel").ShouldBe(channel);
            (await stage.Api.GetAsync($"/v1/accounts/{account}/messages").ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("data")
                .GetArrayLength()
                .ShouldBe(2, channel);
        }
        smtp.Taken.ShouldHaveSingleItem().To.ShouldBe("ana@customer.example");
        stage
            .Meta.Requests.Count(request =>
                request.Method == "POST"
                && request.Path.EndsWith("/messages", StringComparison.Ordinal)
                && request.Status == 200
            )
            .ShouldBe(3);
    }

    private static string AnswerTo(JsonElement received) =>
        received.Text("channel") switch
        {
            "email" => $$"""{"to":"{{received.Text("contactId")}}","subject":"Re: By mail","text":"Thank you"}""",
            "whatsapp" => $$"""{"type":"text","to":"{{received.Text("contactPhone")}}","text":"Thank you"}""",
            _ => $$"""{"type":"text","to":"{{received.Text("contactId")}}","text":"Thank you"}""",
        };

    private static async Task<Accounts> ConnectAsync(Stage stage, FaithfulSmtp smtp)
    {
        var phone = await stage.ConnectAsync();
        var whatsApp = (await stage.ListAccountsAsync("?channel=whatsapp"))[0].Id();
        var (instagram, messenger) = (
            (await stage.ConnectInstagramAsync()).Id(),
            (await stage.ConnectPageAsync()).Id()
        );
        var mail = await stage.Api.AccountAsync(MailStage.Config(smtp.Port).WithInbound());
        return new(
            phone.MetaPhoneNumberId,
            mail,
            new(StringComparer.Ordinal)
            {
                ["whatsapp"] = whatsApp,
                ["instagram"] = instagram,
                ["messenger"] = messenger,
                ["email"] = mail.Id(),
            }
        );
    }

    private sealed record Accounts(string MetaPhoneNumberId, JsonElement Mail, Dictionary<string, string?> Ids);
}
