using System.Net;
using System.Text;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

public sealed class QuarantineTests
{
    public static TheoryData<string> Unreadable =>
        [
            "",
            "nonsense",
            "{",
            "[]",
            "null",
            "7",
            "{}",
            """{"entry":{}}""",
            """{"entry":[7]}""",
            """{"entry":[{"id":1,"changes":[]}]}""",
            """{"entry":[{"id":"1"}]}""",
            """{"entry":[{"id":"1","changes":[{"field":"messages","value":7}]}]}""",
            """{"entry":[{"id":"1","changes":[{"value":{}}]}]}""",
            """{"entry":[],"entry":[]}""",
            """{"entry":[{"id":"1","changes":[{"field":"messages","value":{"a":1,"a":2}}]}]}""",
            """{"entry":[{"id":"\ud800","changes":[]}]}""",
            """{"entry":[{"id":"a\u0000b","changes":[]}]}""",
            Payload.Body(
                Payload.Entry(
                    "1",
                    Payload.Change(
                        "messages",
                        string.Concat(Enumerable.Repeat("{\"a\":", 80)) + "1" + new string('}', 80)
                    )
                )
            ),
        ];

    [Theory, MemberData(nameof(Unreadable))]
    public async Task A_signed_body_that_cannot_be_read_is_quarantined(string body)
    {
        await using var stage = await Stage.StartAsync();

        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);

        (await stage.StoredAsync()).ShouldBe((0, 1));
        (await stage.ScalarAsync<string>("select reason from quarantine")).ShouldBe("unreadable");
        Encoding.UTF8.GetString((await stage.ScalarAsync<byte[]>("select body from quarantine"))!).ShouldBe(body);
    }

    [Theory, EachDatabase]
    public async Task Events_of_unknown_numbers_and_accounts_are_quarantined_and_the_others_delivered(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Text("999", "wamid.A"),
                Payload.Text(phone.MetaPhoneNumberId, "wamid.B"),
                Payload.Text("a\\u0000b", "wamid.C")
            ),
            Payload.Entry("999", Payload.Change("account_update", """{"event":"DISABLED_UPDATE"}"""))
        );

        await stage.WhenWorkedOffAsync();
        (await stage.StoredAsync()).ShouldBe((4, 3));
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'unknown_number'")).ShouldBe(1);
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'unknown_account'")).ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task Events_that_arrived_before_their_number_was_connected_are_delivered_afterwards(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["message.received","account.updated"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var link = await stage.CreateLinkAsync();
        var signup = stage.Meta.SignUp();

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                signup.WabaId!,
                Payload.Text(signup.PhoneNumberId!, "wamid.early"),
                Payload.Change("account_update", """{"event":"VERIFIED_ACCOUNT"}""")
            )
        );
        await stage.WhenWorkedOffAsync();
        (await stage.StoredAsync()).Quarantined.ShouldBeGreaterThan(1);
        await using var page = await link.OpenAsync();
        await page.CallbackAsync(signup);

        while (!Told("wamid.early") || !Told("VERIFIED_ACCOUNT"))
            await receiver.NextAsync();
        (
            await stage.ScalarAsync<int>(
                "select count(*) from quarantine where account in (@WabaId, @PhoneNumberId)",
                signup
            )
        ).ShouldBe(0);

        bool Told(string what) =>
            receiver.All.Any(webhook => webhook.Data.ToString().Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_over_4_MiB_is_refused_and_a_body_of_4_MiB_is_accepted()
    {
        await using var stage = await Stage.StartAsync();
        var body = new byte[4 * 1024 * 1024];
        body.AsSpan().Fill((byte)' ');
        await stage
            .PostSignedAsync([.. body, (byte)' '])
            .ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        (await stage.StoredAsync()).ShouldBe((0, 0));
        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);
        (await stage.StoredAsync()).ShouldBe((0, 1));
    }
}
