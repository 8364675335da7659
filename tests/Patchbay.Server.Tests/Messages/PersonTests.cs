using System.Text.Json;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>One person is one person, whatever spelling of a number or which id a message names.</summary>
public sealed class PersonTests
{
    /// <summary>How a customer writes, and how the business types the number: Brazil, Mexico, Argentina.</summary>
    public static TheoryData<DatabaseKind, string, string> Spellings
    {
        get
        {
            var data = new TheoryData<DatabaseKind, string, string>();
            foreach (
                var (first, second) in (ReadOnlySpan<(string, string)>)
                    [
                        ("551187654321", "5511987654321"),
                        ("5215512345678", "525512345678"),
                        ("5491123456789", "541123456789"),
                    ]
            )
            {
                foreach (var kind in (DatabaseKind[])[DatabaseKind.Sqlite, DatabaseKind.Postgres])
                {
                    data.Add(kind, first, second);
                    data.Add(kind, second, first);
                }
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Spellings))]
    public async Task A_number_in_its_other_spelling_has_the_same_window_and_conversation(
        DatabaseKind kind,
        string writes,
        string typed
    )
    {
        Changes.WhatsAppChangeTests.SkipWithoutPostgres(kind);
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        await stage.ShouldBeTakenAsync(Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, "wamid.1", writes)));
        await stage.WhenWorkedOffAsync();

        var sent = await stage.SentAsync(phone, $$"""{"type":"text","to":"+{{typed}}","text":"Hello"}""");
        sent.GetProperty("windowExpiresAt").ValueKind.ShouldBe(JsonValueKind.String);

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $$"""
                    "statuses":[{{Payload
                        .Status(sent.Text("wamid")!, "read")
                        .Replace("5511999990000", writes, StringComparison.Ordinal)}}]
                    """
                )
            )
        );
        await stage.WhenWorkedOffAsync();
        (await ConversationsAsync(stage)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_customer_of_the_emulator_is_known_by_the_spelling_that_they_write_with()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        using var meta = new HttpClient { BaseAddress = stage.Meta.BaseAddress };
        await meta.PostJsonAsync(
                "/_emulator/messages/inbound",
                $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","from":"551187654321","text":"oi"}"""
            )
            .ShouldBeAsync(System.Net.HttpStatusCode.OK);
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();

        var sent = await stage.SentAsync(phone, """{"type":"text","to":"+5511987654321","text":"olá"}""");
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();

        var row = await stage.MessageAsync(sent.Id());
        row.Text("contactId").ShouldBe("551187654321");
        row.GetProperty("windowExpiresAt").ValueKind.ShouldBe(JsonValueKind.String);
        row.Text("status").ShouldNotBe("failed");
    }

    [Theory, EachDatabase]
    public async Task A_person_known_by_number_and_user_id_stays_one_when_only_the_id_is_named(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        var number = MessageStage.Customer;
        await WriteAsync(
            stage,
            phone,
            "wamid.1",
            $"\"wa_id\":\"{number}\",\"user_id\":\"US.1\"",
            $"\"from\":\"{number}\""
        );
        stage.Clock.Advance(TimeSpan.FromHours(23));
        var later = stage.Clock.GetUtcNow().ToUnixTimeSeconds();
        await WriteAsync(stage, phone, "wamid.2", "\"user_id\":\"US.1\"", "\"from_user_id\":\"US.1\"", later);

        (await stage.SentAsync(phone)).Text("windowExpiresAt").ShouldBe("2026-01-17T09:30:00.000Z");
        (await ConversationsAsync(stage, "message.received")).ShouldHaveSingleItem();
    }

    [Theory, EachDatabase]
    public async Task A_person_known_by_the_user_id_alone_has_a_window_too(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        await WriteAsync(stage, phone, "wamid.1", "\"user_id\":\"US.7\"", "\"from_user_id\":\"US.7\"");
        var received = (await stage.HistoryAsync(phone)).ShouldHaveSingleItem();
        (await stage.MessageAsync(received.Id())).Text("windowExpiresAt").ShouldBe("2026-01-16T10:30:00.000Z");
    }

    [Theory, EachDatabase]
    public async Task A_message_in_a_group_opens_no_window_and_names_the_group(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload
                    .Text(phone.MetaPhoneNumberId, "wamid.g", MessageStage.Customer)
                    .Replace("\"type\":\"text\"", "\"type\":\"text\",\"group_id\":\"G1\"", StringComparison.Ordinal)
            )
        );
        await stage.WhenWorkedOffAsync();

        (await receiver.NextAsync("message.received")).Data.Text("groupId").ShouldBe("G1");
        var row = (await stage.HistoryAsync(phone)).ShouldHaveSingleItem();
        row.Text("groupId").ShouldBe("G1");
        (await stage.MessageAsync(row.Id())).GetProperty("windowExpiresAt").ValueKind.ShouldBe(JsonValueKind.Null);
        (await stage.SentAsync(phone)).GetProperty("windowExpiresAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, EachDatabase]
    public async Task A_message_to_a_group_keeps_the_status_of_each_participant(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        var row = await stage.InsertMessageAsync(phone, "accepted", wamid: "wamid.g");
        await ToldAsync(stage, phone, "delivered", "1", "");
        await ToldAsync(stage, phone, "read", "1", "");
        await ToldAsync(stage, phone, "delivered", "1", "\"late\":1,");
        await ToldAsync(stage, phone, "failed", "2", "\"errors\":[{\"code\":131026}],");

        var shown = await stage.MessageAsync(row.Id.ToString());
        shown.GetProperty("participants").GetRawText().ShouldBe("""{"1":"read","2":"failed"}""");
        (shown.Text("groupId"), shown.Text("status")).ShouldBe(("G1", "read"));
        var failed = (await receiver.NextAsync("message.failed")).Data;
        failed.Text("groupId").ShouldBe("G1");
        failed.GetProperty("extra").Text("recipient_participant_id").ShouldBe("2");
        (await ConversationsAsync(stage)).ShouldHaveSingleItem();
    }

    private static async Task ToldAsync(Stage stage, ConnectedPhone phone, string status, string who, string more)
    {
        var item =
            $$"""{"id":"wamid.g","status":"{{status}}","timestamp":"1768473000",{{more}}"recipient_id":"G1","recipient_type":"group","recipient_participant_id":"{{who}}"}""";
        await stage.ShouldBeTakenAsync(
            Payload.Entry("1", Payload.Messages(phone.MetaPhoneNumberId, $"\"statuses\":[{item}]"))
        );
        await stage.WhenWorkedOffAsync();
    }

    private static async Task WriteAsync(
        Stage stage,
        ConnectedPhone phone,
        string wamid,
        string contact,
        string sender,
        long at = 1768473000
    )
    {
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $$"""
                    "contacts":[{"profile":{"name":"Noor"},{{contact}} }],
                    "messages":[{{{sender}},"id":"{{wamid}}","timestamp":"{{at}}","type":"text","text":{"body":"Hi"} }]
                    """
                )
            )
        );
        await stage.WhenWorkedOffAsync();
    }

    /// <summary>The conversations that the events of messages belong to.</summary>
    private static Task<IReadOnlyList<long>> ConversationsAsync(Stage stage, string type = "message.%") =>
        stage
            .Host.Get<Database>()
            .ReadAsync(
                session =>
                    session.ListAsync<long>(
                        "select distinct coalesce(conversation, 0) from events where type like @type",
                        new { type }
                    ),
                default
            );
}
