using System.Globalization;
using System.Net;
using System.Text;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Messages;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Events from which several rows follow: what the rows share is not stored with each of them.</summary>
public sealed class AmplifyingEventTests
{
    private const string EventBytes =
            "select coalesce(sum(length(data) + coalesce(length(meta_payload), 0)), 0) from events",
        DetailBytes = "select coalesce(sum(length(details)), 0) from messages";

    [Theory, EachDatabase]
    public async Task Statuses_do_not_repeat_the_long_content_of_their_message(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        await stage.ShouldBeTakenAsync(
            Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, "wamid.long", text: new string('x', 100_000)))
        );
        await stage.WhenWorkedOffAsync();
        var before = await stage.ScalarAsync<int>(EventBytes);

        await PostStatusesAsync(stage, phone, "wamid.long", 300, _ => "");

        (await stage.ScalarAsync<int>(EventBytes) - before).ShouldBeLessThan(300 * 4096);
    }

    [Fact]
    public async Task Statuses_show_the_content_of_a_message_of_usual_length()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await stage.ShouldBeTakenAsync(
            Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, "wamid.1", text: "Hello"))
        );
        await PostStatusesAsync(stage, phone, "wamid.1", 1, _ => "");
        (await stage.ScalarAsync<string>("select data from events where type = 'message.delivered'"))!.ShouldContain(
            "Hello"
        );
    }

    [Theory, EachDatabase]
    public async Task What_statuses_add_to_a_message_is_bounded(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload
                    .Messages(
                        phone.MetaPhoneNumberId,
                        """
                        "message_echoes":[{"from":"1","to":"2","id":"wamid.group","type":"text","text":{"body":"Hi"} }]
                        """
                    )
                    .Replace("\"field\":\"messages\"", "\"field\":\"smb_message_echoes\"", StringComparison.Ordinal)
            )
        );
        await stage.WhenWorkedOffAsync();

        await PostStatusesAsync(
            stage,
            phone,
            "wamid.group",
            1_000,
            i => $",\"recipient_participant_id\":\"{i}\",\"m{i}\":\"{new string('x', 200)}\""
        );

        (await stage.ScalarAsync<int>(DetailBytes)).ShouldBeInRange(1_000, 8192);
    }

    [Theory, EachDatabase]
    public async Task Each_message_of_the_app_is_an_event_with_its_own_payload(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        var echoes = string.Join(
            ',',
            Enumerable
                .Range(0, 200)
                .Select(i => $$"""{"from":"1","to":"2","id":"echo{{i}}","type":"text","text":{"body":"Hi"} }""")
        );
        var body = Payload.Body(
            Payload.Entry(
                "1",
                Payload
                    .Messages(phone.MetaPhoneNumberId, $"\"message_echoes\":[{echoes}]")
                    .Replace("\"field\":\"messages\"", "\"field\":\"smb_message_echoes\"", StringComparison.Ordinal)
            )
        );

        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);
        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();

        (await stage.ScalarAsync<int>("select count(*) from messages where provider_message_id like 'echo%'")).ShouldBe(
            200
        );
        (await stage.ScalarAsync<int>("select count(*) from events where type = 'message.sent'")).ShouldBe(200);
        (await stage.ScalarAsync<int>("select max(length(meta_payload)) from events")).ShouldBeLessThan(600);
    }

    [Fact]
    public async Task Messages_of_the_history_do_not_keep_what_stands_beside_their_chunk()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var messages = string.Join(
            ',',
            Enumerable.Range(0, 500).Select(i => $$"""{"from":"2","id":"h{{i}}","type":"text","text":{"body":"Hi"} }""")
        );
        var value = $$"""
            "pad":"{{new string('x', 100_000)}}","contacts":[{"wa_id":"9","pad":"{{new string('x', 100_000)}}"}],
            "history":[{"threads":[{"id":"2","messages":[{{messages}}]}]}]
            """;
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload
                    .Messages(phone.MetaPhoneNumberId, value)
                    .Replace("\"field\":\"messages\"", "\"field\":\"history\"", StringComparison.Ordinal)
            )
        );
        await stage.WhenWorkedOffAsync();
        (await stage.ScalarAsync<int>("select count(*) from messages")).ShouldBe(500);
        (await stage.ScalarAsync<int>(DetailBytes)).ShouldBe(0);
    }

    [Theory]
    [InlineData("delivery", "\"mids\":[{mids}]")]
    [InlineData("read", "\"watermark\":1768473000000")]
    public async Task News_of_many_messages_of_a_page_repeats_neither_its_payload_nor_its_members(
        string kind,
        string member
    )
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync("messenger");
        for (var i = 0; i < 30; i++)
        {
            await line.TellAsync(
                $$"""
                {"sender":{"id":"{{line.ProfileId}}"},"recipient":{"id":"{{LoginStage.Customer}}"},"timestamp":1768472000000,
                "message":{"mid":"m_{{i}}","is_echo":true,"text":"Hi"} }
                """
            );
        }
        await stage.WhenWorkedOffAsync();
        var before = await stage.ScalarAsync<int>(EventBytes);
        var mids = string.Join(',', Enumerable.Range(0, 30).Select(i => $"\"m_{i}\""));

        await line.TellAsync(
            $$"""
            {"sender":{"id":"{{LoginStage.Customer}}"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000000,
            "pad":"{{new string('x', 100_000)}}","{{kind}}":{ {{member.Replace(
                "{mids}",
                mids,
                StringComparison.Ordinal
            )}} } }
            """
        );
        await stage.WhenWorkedOffAsync();

        (
            await stage.ScalarAsync<int>(
                $"select count(*) from events where type = 'message.{(kind == "read" ? "read" : "delivered")}'"
            )
        ).ShouldBe(30);
        (await stage.ScalarAsync<int>(EventBytes) - before).ShouldBeLessThan(100_000 + (30 * 4096));
        (await stage.ScalarAsync<int>(DetailBytes)).ShouldBeLessThan(30 * 100);
    }

    [Theory]
    [InlineData("\u007f")]
    [InlineData("\U0001f600")]
    [InlineData("<")]
    [InlineData("\ue000")]
    public async Task Text_is_stored_and_published_with_the_bytes_it_came_with(string character)
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var text = string.Concat(Enumerable.Repeat(character, 10_000));
        await stage.ShouldBeTakenAsync(
            Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, "wamid.1", text: text))
        );
        await stage.WhenWorkedOffAsync();
        var data = await stage.ScalarAsync<string>("select data from events where type = 'message.received'");
        Encoding.UTF8.GetByteCount(data!).ShouldBeLessThan(Encoding.UTF8.GetByteCount(text) + 2_000);
        data!.ShouldContain(text);
    }

    [Theory, EachDatabase]
    public async Task A_batch_of_large_events_is_cut_by_their_bytes(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await stage.Host.StopWorkAsync();
        var (database, store) = (stage.Host.Get<Database>(), stage.Host.Get<InboundStore>());
        foreach (var size in (int[])[2_000_000, 500_000, 400_000, 400_000])
        {
            var e = new SplitEvent(
                "x",
                "1",
                null,
                "x",
                InboundKind.Other,
                stage.Host.Get<Ids>().Uuid(),
                new byte[size]
            );
            await stage
                .Host.Get<InboundWriter>()
                .WriteAsync([new("sandbox", e, stage.Clock.GetUtcNow(), Traceparent: null)], default);
        }

        var batches = new List<int>();
        for (var read = -1; read != 0; )
        {
            read = await database.WriteAsync(
                async session =>
                {
                    var due = await store.DueAsync(session, 200);
                    await store.DoneAsync(session, [.. due.Select(row => row.Id)]);
                    return due.Count;
                },
                default
            );
            batches.Add(read);
        }
        batches.ShouldBe([1, 2, 1, 0]);
    }

    private static async Task PostStatusesAsync(
        Stage stage,
        ConnectedPhone phone,
        string wamid,
        int count,
        Func<int, string> more
    )
    {
        var statuses = string.Join(
            ',',
            Enumerable
                .Range(0, count)
                .Select(i =>
                    Payload.Status(
                        wamid,
                        "delivered",
                        more(i) is { Length: > 0 } own
                            ? own
                            : string.Create(CultureInfo.InvariantCulture, $",\"recipient_participant_id\":\"{i}\"")
                    )
                )
        );
        await stage.ShouldBeTakenAsync(
            Payload.Entry("1", Payload.Messages(phone.MetaPhoneNumberId, $"\"statuses\":[{statuses}]"))
        );
        await stage.WhenWorkedOffAsync();
    }
}
