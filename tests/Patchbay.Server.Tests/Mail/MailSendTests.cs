using System.Net;
using System.Text.Json;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Server.Tests.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Mail;

public sealed class MailSendTests(MailFixture fixture) : IClassFixture<MailFixture>
{
    private const string Hello = """{"to":"ana@customer.example","subject":"Your order","text":"On its way."}""";

    [Theory, EachDatabase]
    public async Task A_mail_is_sent_stored_and_published(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(
            kind,
            new Dictionary<string, string?> { ["Mail:AuthoritiesFile"] = fixture.Authority.File }
        );
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{receiver.Url}}","events":["message.sent"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        using var certificate = fixture.Authority.Issue();
        await using var smtp = FaithfulSmtp.Start(certificate);
        var account = await stage.Api.AccountAsync(MailStage.Config(smtp.Port, "starttls"));

        var sent = (
            await SendAsync(
                    stage.Api,
                    account,
                    """
                    {"to":"ana@customer.example","subject":"Your ordér ✓","text":"On its way.\n.\n.dot",
                    "html":"<p>On its way.</p>","in_reply_to":"<q1@customer.example>"}
                    """
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");

        smtp.Taken.TryDequeue(out var taken).ShouldBeTrue();
        (taken.From, taken.To).ShouldBe(("help@acme.example", "ana@customer.example"));
        var mail = taken.Message;
        (mail.Subject, mail.From.ToString(), mail.To.ToString()).ShouldBe(
            ("Your ordér ✓", "\"Acme Hélp\" <help@acme.example>", "ana@customer.example")
        );
        mail.TextBody!.ReplaceLineEndings("\n").Trim().ShouldBe("On its way.\n.\n.dot");
        mail.HtmlBody!.Trim().ShouldBe("<p>On its way.</p>");
        (mail.InReplyTo, mail.References.Single(), mail.Date).ShouldBe(
            ("q1@customer.example", "q1@customer.example", stage.Clock.GetUtcNow())
        );
        $"<{mail.MessageId}>".ShouldBe(sent.GetProperty("mailMessageId").GetString());
        mail.MessageId.ShouldEndWith("@acme.example");
        (
            sent.GetProperty("status").GetString(),
            sent.GetProperty("channel").GetString(),
            sent.GetProperty("to").GetString()
        ).ShouldBe(("sent", "email", "ana@customer.example"));

        var listed = (await stage.Api.GetAsync(PathOf(account)).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");
        listed.EnumerateArray().Single().GetRawText().ShouldBe(sent.GetRawText());
        (await stage.MessageAsync(MailStage.IdOf(sent))).GetRawText().ShouldBe(sent.GetRawText());
        var told = (await receiver.NextAsync("message.sent")).Data;
        told.GetProperty("accountId").GetString().ShouldBe(MailStage.IdOf(account));
        told.GetProperty("mailMessageId").GetString().ShouldBe(sent.GetProperty("mailMessageId").GetString());
    }

    [Theory]
    [InlineData("""{"subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ana","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"Ana <ana@x.example>","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ana@x.example,bob@x.example","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ana@x.example\r\nBcc: bob@x.example","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ana@x.example\n","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ána@x.example","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ana@-x.example","subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":["ana@x.example"],"subject":"s","text":"t"}""", "to")]
    [InlineData("""{"to":"ana@x.example","text":"t"}""", "subject")]
    [InlineData("""{"to":"ana@x.example","subject":"s\r\nBcc: bob@x.example","text":"t"}""", "subject")]
    [InlineData("""{"to":"ana@x.example","subject":"s\u2028t","text":"t"}""", "subject")]
    [InlineData("""{"to":"ana@x.example","subject":"s\tt","text":"t"}""", "subject")]
    [InlineData("""{"to":"ana@x.example","subject":7,"text":"t"}""", "subject")]
    [InlineData("""{"to":"ana@x.example","subject":"s"}""", "text")]
    [InlineData("""{"to":"ana@x.example","subject":"s","text":""}""", "text")]
    [InlineData("""{"to":"ana@x.example","subject":"s","text":"t","html":""}""", "html")]
    [InlineData("""{"to":"ana@x.example","subject":"s","text":"t","in_reply_to":"q1"}""", "in_reply_to")]
    [InlineData(
        """{"to":"ana@x.example","subject":"s","text":"t","in_reply_to":"<q1@x>\r\nBcc: <b@x>"}""",
        "in_reply_to"
    )]
    [InlineData("""{"to":"ana@x.example","subject":"s","text":"t","type":"image"}""", "type")]
    [InlineData("""{"to":"ana@x.example","subject":"s","text":"t","bcc":"bob@x.example"}""", "body")]
    public async Task A_fault_is_refused_with_its_field_and_nothing_is_sent_or_stored(string json, string field)
    {
        await using var smtp = ScriptedServer.Start(_ => Task.CompletedTask);
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        await SendAsync(fixture.Api, account, json)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        smtp.Calls.ShouldBe(0);
        (await HistoryAsync(account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_repeated_with_its_idempotency_key_sends_once()
    {
        await using var smtp = FaithfulSmtp.Start();
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        var first = await SendAsync(fixture.Api, account, Hello, "once").ShouldBeAsync(HttpStatusCode.Created);
        var second = await SendAsync(fixture.Api, account, Hello, "once").ShouldBeAsync(HttpStatusCode.Created);
        second.GetRawText().ShouldBe(first.GetRawText());
        smtp.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_unknown_and_is_not_sent_again()
    {
        await using var smtp = ScriptedServer.Start(MailScripts.SmtpUntil(".", _ => Task.CompletedTask));
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        var sent = (
            await SendAsync(fixture.Api, account, Hello, "lost").ShouldBeAsync(HttpStatusCode.Accepted)
        ).GetProperty("data");
        sent.GetProperty("status").GetString().ShouldBe("unknown");
        sent.GetProperty("error").GetProperty("title").GetString().ShouldBe(MailFault.ProtocolError);
        await SendAsync(fixture.Api, account, Hello, "lost").ShouldBeAsync(HttpStatusCode.Accepted);
        smtp.Calls.ShouldBe(1);
        (await smtp.Called).Heard.ShouldContain("Subject: Your order");
    }

    [Fact]
    public async Task A_server_that_hangs_after_the_message_leaves_it_unknown()
    {
        await using var smtp = ScriptedServer.Start(MailScripts.SmtpUntil(".", dialogue => dialogue.HangAsync()));
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        var sending = SendAsync(fixture.Api, account, Hello);
        await smtp.Called;
        fixture.Stage.Clock.Advance(MailTransport.Patience);
        (await sending.ShouldBeAsync(HttpStatusCode.Accepted))
            .GetProperty("data")
            .GetProperty("status")
            .GetString()
            .ShouldBe("unknown");
    }

    [Theory]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_connection_lost_before_the_message_is_a_failure(string where)
    {
        await using var smtp = ScriptedServer.Start(MailScripts.SmtpUntil(where, _ => Task.CompletedTask));
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        await SendAsync(fixture.Api, account, Hello)
            .ShouldBeRefusedAsync(HttpStatusCode.BadGateway, "mail_protocol_error");
        (await HistoryAsync(account)).Single().GetProperty("status").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task A_message_that_the_server_refuses_is_a_failure_with_its_reply_code()
    {
        await using var smtp = ScriptedServer.Start(
            MailScripts.SmtpUntil(
                ".",
                async dialogue =>
                {
                    await dialogue.SayAsync("552 5.2.2 mailbox of help@internal is full");
                    await dialogue.HearAsync();
                }
            )
        );
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        await SendAsync(fixture.Api, account, Hello, "refused")
            .ShouldBeRefusedAsync(HttpStatusCode.BadGateway, "mail_refused");
        var row = (await HistoryAsync(account)).Single();
        (row.GetProperty("status").GetString(), row.GetProperty("error").GetProperty("code").GetInt32()).ShouldBe(
            ("failed", 552)
        );
        row.GetRawText().ShouldNotContain("internal");
    }

    [Fact]
    public async Task A_recipient_that_the_server_refuses_is_a_failure()
    {
        await using var smtp = FaithfulSmtp.Start(refusedRecipient: "ana@customer.example");
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        await SendAsync(fixture.Api, account, Hello).ShouldBeRefusedAsync(HttpStatusCode.BadGateway, "mail_refused");
        smtp.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_a_failure_and_the_call_can_be_repeated_with_its_key()
    {
        await using var smtp = FaithfulSmtp.Start();
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port, password: "wrong"));
        await SendAsync(fixture.Api, account, Hello, "again")
            .ShouldBeRefusedAsync(HttpStatusCode.BadGateway, "mail_auth_failed");
        await SendAsync(fixture.Api, account, Hello, "again")
            .ShouldBeRefusedAsync(HttpStatusCode.BadGateway, "mail_auth_failed");
        smtp.Tried.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_account_that_is_switched_off_sends_nothing()
    {
        await using var smtp = FaithfulSmtp.Start();
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        await fixture
            .Stage.Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "update integration_accounts set is_active = false where id = @id",
                        new { id = Guid.Parse(MailStage.IdOf(account)) }
                    ),
                default
            );
        await SendAsync(fixture.Api, account, Hello)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "account_not_active");
        smtp.Tried.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_WhatsApp_account_sends_by_the_same_route()
    {
        var phone = await fixture.Stage.ConnectAsync();
        var account = (await fixture.Stage.ListAccountsAsync("?channel=whatsapp"))
            .EnumerateArray()
            .Single(candidate => candidate.GetProperty("account_key").GetString() == "wa-" + phone.MetaPhoneNumberId);
        var sent = (
            await SendAsync(fixture.Api, account, MessageStage.HelloJson).ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        sent.GetProperty("phoneNumberId").GetString().ShouldBe(phone.Id);
        (await HistoryAsync(account)).Single().GetProperty("id").GetString().ShouldBe(MailStage.IdOf(sent));
    }

    [Fact]
    public async Task An_account_of_another_tenant_is_not_found()
    {
        var account = await fixture.Api.AccountAsync(MailStage.Config(25));
        await SendAsync(fixture.Stage.Organization.Production, account, Hello)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await fixture
            .Stage.Organization.Production.GetAsync(PathOf(account))
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static string PathOf(JsonElement account) => $"/v1/accounts/{MailStage.IdOf(account)}/messages";

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient api,
        JsonElement account,
        string json,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(account)) { Content = HttpJson.Json(json) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await api.SendAsync(request);
    }

    private async Task<IReadOnlyList<JsonElement>> HistoryAsync(JsonElement account) =>
        [
            .. (await fixture.Api.GetAsync(PathOf(account)).ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("data")
                .EnumerateArray(),
        ];
}
