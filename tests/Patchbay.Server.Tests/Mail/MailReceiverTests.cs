using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Mail;

public sealed class MailReceiverTests
{
    private const string Question = """
        {"from":"ana@customer.example","to":"help@acme.example","subject":"Where is it?","text":"My order",
         "html":"<p>My order</p>","message_id":"<q1@customer.example>",
         "sender_name":"Ana","attachments":[{"filename":"photo.jpg","content_type":"image/jpeg","content":"aGVsbG8="},
         {"filename":"film.mp4","url":"https://files.example/film"}],
         "spam_score":0.1}
        """;

    [Theory, EachDatabase]
    public async Task A_posted_mail_is_published_and_stored_in_the_history(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await HookAsync(stage, receiver);
        var account = await AccountAsync(stage);

        (await stage.PostMailAsync(account, Question).ShouldBeAsync(HttpStatusCode.OK)).GetRawText().ShouldBe("{}");

        var told = (await receiver.NextAsync("message.received")).Data;
        (told.GetProperty("channel").GetString(), told.GetProperty("accountId").GetString()).ShouldBe(
            ("email", MailStage.IdOf(account))
        );
        (told.GetProperty("contactId").GetString(), told.GetProperty("contactName").GetString()).ShouldBe(
            ("ana@customer.example", "Ana")
        );
        told.GetProperty("content")
            .GetRawText()
            .ShouldBe(
                """
                {"from":"ana@customer.example","to":["help@acme.example"],"subject":"Where is it?",
                "text":"My order","html":"<p>My order</p>","message_id":"<q1@customer.example>",
                "attachments":[{"filename":"photo.jpg","content_type":"image/jpeg","size":5,
                "content":"aGVsbG8="},{"filename":"film.mp4","url":"https://files.example/film"}]}
                """.ReplaceLineEndings("")
            );
        var row = (await HistoryAsync(stage, account)).Single();
        told.GetProperty("extra").GetRawText().ShouldBe("""{"spam_score":0.1}""");
        row.GetProperty("extra").GetRawText().ShouldBe("""{"spam_score":0.1}""");
        row.GetProperty("id").GetString().ShouldBe(told.GetProperty("messageId").GetString());
        (
            row.GetProperty("direction").GetString(),
            row.GetProperty("from").GetString(),
            row.GetProperty("mailMessageId").GetString()
        ).ShouldBe(("inbound", "ana@customer.example", "<q1@customer.example>"));
        row.GetProperty("content")
            .GetProperty("attachments")[0]
            .GetRawText()
            .ShouldBe("""{"filename":"photo.jpg","content_type":"image/jpeg","size":5}""");
    }

    [Theory, EachDatabase]
    public async Task A_mail_posted_again_within_8_days_is_not_stored_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(
            kind,
            new Dictionary<string, string?> { ["Retention:Days"] = "8" }
        );
        var (account, other) = (await AccountAsync(stage), await AccountAsync(stage));
        const string withoutId = """{"from":"ana@customer.example","to":["help@acme.example"],"text":"No id"}""";
        foreach (var mail in (string[])[Question, withoutId])
            await stage.PostMailAsync(account, mail).ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        stage.Clock.Advance(TimeSpan.FromDays(8) - TimeSpan.FromMinutes(1));
        await stage.Host.Get<Pruner>().PruneAsync(default);

        foreach (
            var mail in (string[])
                [
                    Question,
                    Question.Replace("My order", "Told otherwise", StringComparison.Ordinal),
                    Question.Replace("<q1@customer.example>", "q1@customer.example", StringComparison.Ordinal),
                    withoutId,
                ]
        )
        {
            await stage.PostMailAsync(account, mail).ShouldBeAsync(HttpStatusCode.OK);
        }
        await stage.PostMailAsync(other, Question).ShouldBeAsync(HttpStatusCode.OK);

        await stage.WhenWorkedOffAsync();
        (await stage.StoredAsync()).ShouldBe((3, 0));
        (await HistoryAsync(stage, account)).Count.ShouldBe(2);
        (await HistoryAsync(stage, other)).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_full_disk_is_a_503_and_the_mail_arrives_when_posted_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var account = await AccountAsync(stage);
        var mail = Question.Replace("My order", new string('x', 60_000), StringComparison.Ordinal);
        await StorageFaults.FillDiskAsync(stage);

        using var refused = await stage.PostMailAsync(account, mail);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await stage.StoredAsync()).ShouldBe((0, 0));
        await StorageFaults.FreeDiskAsync(stage);
        await stage.PostMailAsync(account, mail).ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        (await HistoryAsync(stage, account)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_that_is_not_signed_with_the_accounts_secret_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        var account = await AccountAsync(stage);
        var other = await stage.Api.AccountAsync(Of("another secret"));
        var none = await stage.Api.AccountAsync(MailStage.Config(25));
        var off = await AccountAsync(stage);
        await SwitchOffAsync(stage, off);
        var unknown = JsonDocument.Parse("""{"webhook_url":"http://x/webhook/email/nobody"}""").RootElement;
        var body = Encoding.UTF8.GetBytes(Question);
        var good = Signature(MailStage.InboundSecret, body);
        var refusals = new List<string>();

        foreach (
            var (target, signatures) in new (JsonElement, string[])[]
            {
                (account, []),
                (account, [""]),
                (account, ["sha256=" + good]),
                (account, [good[..^2]]),
                (account, [good + "00"]),
                (account, [good, good]),
                (account, [Signature(MailStage.InboundSecret, [.. body, (byte)' '])]),
                (account, [Signature("wrong", body)]),
                (account, [Signature("", body)]),
                (account, [new string('z', 64)]),
                (other, [good]),
                (none, [good]),
                (none, [Signature("", body)]),
                (off, [Signature("wrong", body)]),
                (unknown, [good]),
            }
        )
        {
            using var response = await stage.PostMailAsync(target, body, signatures);
            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden, string.Join('|', signatures));
            refusals.Add(await response.Content.ReadAsStringAsync());
        }

        // The answer does not reveal which accounts exist.
        refusals.Select(WithoutRequestId).Distinct().Count().ShouldBe(1);
        (await stage.StoredAsync()).ShouldBe((0, 0));
        await stage.PostMailAsync(account, body, good.ToUpperInvariant()).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task A_mail_for_an_account_that_is_switched_off_is_accepted_and_stored(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var account = await AccountAsync(stage);
        await SwitchOffAsync(stage, account);

        (await stage.PostMailAsync(account, Question).ShouldBeAsync(HttpStatusCode.OK)).GetRawText().ShouldBe("{}");

        (await stage.StoredAsync()).ShouldBe((1, 0));
        await stage.WhenWorkedOffAsync();
        (await HistoryAsync(stage, account)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_signed_mail_with_a_fault_is_refused_with_its_field_and_not_stored()
    {
        await using var stage = await Stage.StartAsync();
        var account = await AccountAsync(stage);
        foreach (
            var (json, reason, field) in new (string, string, string?)[]
            {
                ("""{"to":"a@b","text":"t"}""", "validation_failed", "from"),
                ("""{"from":"nobody","to":"a@b","text":"t"}""", "validation_failed", "from"),
                ("""{"from":"a@b\r\nX: y","to":"a@b","text":"t"}""", "validation_failed", "from"),
                ("""{"from":["a@b"],"to":"a@b","text":"t"}""", "validation_failed", "from"),
                ("""{"from":"a@b","text":"t"}""", "validation_failed", "to"),
                ("""{"from":"a@b","to":[],"text":"t"}""", "validation_failed", "to"),
                ("""{"from":"a@b","to":["c"],"text":"t"}""", "validation_failed", "to"),
                ("""{"from":"a@b","to":7,"text":"t"}""", "validation_failed", "to"),
                ("""{"from":"a@b","to":"c@d"}""", "validation_failed", "text"),
                ("""{"from":"a@b","to":"c@d","text":{}}""", "validation_failed", "text"),
                ("""{"from":"a@b","to":"c@d","text":"t","message_id":"a\nb"}""", "validation_failed", "message_id"),
                ("""{"from":"a@b","to":"c@d","text":"t","attachments":{}}""", "validation_failed", "attachments"),
                (
                    """{"from":"a@b","to":"c@d","text":"t","attachments":[null]}""",
                    "validation_failed",
                    "attachments[0]"
                ),
                (
                    """{"from":"a@b","to":"c@d","text":"t","attachments":[{"content":"?"}]}""",
                    "validation_failed",
                    "attachments[0].content"
                ),
                (
                    """{"from":"a@b","to":"c@d","text":"t","attachments":[{"url":"file:///etc/passwd"}]}""",
                    "validation_failed",
                    "attachments[0].url"
                ),
                ("""{"from":"a@b","from":"e@f","to":"c@d","text":"t"}""", "invalid_json", null),
                ("""{"from":"a@b","to":"c@d","text":"\ud83d"}""", "invalid_json", null),
                ("""{"from":"a@b","to":"c@d","text":"a\u0000b"}""", "invalid_json", null),
                ("[]", "invalid_json", null),
                ("{", "invalid_json", null),
                ("", "invalid_json", null),
            }
        )
        {
            await stage.PostMailAsync(account, json).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, reason, field);
        }
        (await stage.StoredAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_mail_over_4_MiB_is_refused_and_a_mail_of_4_MiB_is_accepted()
    {
        await using var stage = await Stage.StartAsync();
        var account = await AccountAsync(stage);
        await stage
            .PostMailAsync(account, MailOf(4 * 1024 * 1024 + 1))
            .ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await stage.PostMailAsync(account, MailOf(4 * 1024 * 1024)).ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        (await HistoryAsync(stage, account)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_senders_name_and_a_reply_reference_are_read()
    {
        await using var stage = await Stage.StartAsync();
        var account = await AccountAsync(stage);
        await stage
            .PostMailAsync(
                account,
                """
                {"from":"\"Ana, of Customer\" <ana@customer.example>","to":["Help <help@acme.example>",
                "b@c.example"],"text":"t","in_reply_to":"x@acme.example"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        var row = (await HistoryAsync(stage, account)).Single();
        (row.GetProperty("from").GetString(), row.GetProperty("contactName").GetString()).ShouldBe(
            ("ana@customer.example", "Ana, of Customer")
        );
        row.GetProperty("content")
            .GetRawText()
            .ShouldBe(
                """
                {"from":"ana@customer.example","to":["help@acme.example","b@c.example"],"text":"t",
                "in_reply_to":"<x@acme.example>"}
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public async Task Mails_of_one_person_are_delivered_in_the_order_of_arrival()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await HookAsync(stage, receiver);
        var account = await AccountAsync(stage);
        for (var i = 0; i < 5; i++)
        {
            await stage
                .PostMailAsync(account, $$"""{"from":"ana@customer.example","to":"help@acme.example","text":"{{i}}"}""")
                .ShouldBeAsync(HttpStatusCode.OK);
        }
        for (var i = 0; i < 5; i++)
        {
            (await receiver.NextAsync("message.received"))
                .Data.GetProperty("content")
                .GetProperty("text")
                .GetString()
                .ShouldBe($"{i}");
        }
    }

    private static System.Text.Json.Nodes.JsonObject Of(string secret)
    {
        var config = MailStage.Config(25);
        config["inbound_secret"] = secret;
        return config;
    }

    private static Task<JsonElement> AccountAsync(Stage stage) =>
        stage.Api.AccountAsync(MailStage.Config(25).WithInbound());

    private static Task SwitchOffAsync(Stage stage, JsonElement account) =>
        stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "update integration_accounts set is_active = false where id = @id",
                        new { id = Guid.Parse(MailStage.IdOf(account)) }
                    ),
                default
            );

    private static Task<JsonElement> HookAsync(Stage stage, WebhookReceiver receiver) =>
        stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["message.received"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

    private static async Task<IReadOnlyList<JsonElement>> HistoryAsync(Stage stage, JsonElement account) =>
        [
            .. (
                await stage
                    .Api.GetAsync($"/v1/accounts/{MailStage.IdOf(account)}/messages")
                    .ShouldBeAsync(HttpStatusCode.OK)
            )
                .GetProperty("data")
                .EnumerateArray(),
        ];

    private static string Signature(string secret, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static string WithoutRequestId(string refusal) =>
        string.Join(
            ',',
            JsonDocument
                .Parse(refusal)
                .RootElement.GetProperty("error")
                .EnumerateObject()
                .Where(member => member.Name != "requestId")
                .Select(member => member.Value.ToString())
        );

    private static string MailOf(int bytes)
    {
        const string start = """{"from":"a@b","to":"c@d","text":"t","attachments":[{"filename":"f","content":" """,
            end = "\"}]}";
        var room = bytes - start.Length - end.Length;
        return start + new string('x', room / 4 * 4) + new string(' ', room % 4) + end;
    }
}
