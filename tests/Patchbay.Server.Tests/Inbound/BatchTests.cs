using System.Net;
using System.Text;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>A batch of events has the same results as the same events one at a time.</summary>
public sealed class BatchTests
{
    [Theory, EachDatabase]
    public async Task A_thousand_changes_in_almost_4_MiB_are_each_stored_and_projected(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        var text = new string('x', 3700);
        var body = Encoding.UTF8.GetBytes(
            Payload.Body(
                Payload.Entry(
                    "1",
                    [
                        .. Enumerable
                            .Range(0, 1000)
                            .Select(i =>
                                Payload.Text(
                                    phone.MetaPhoneNumberId,
                                    $"wamid.{i}",
                                    from: $"55119999{i % 300:0000}",
                                    text: text
                                )
                            ),
                    ]
                )
            )
        );
        body.Length.ShouldBeInRange(3_900_000, 4 * 1024 * 1024);

        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);

        (await stage.StoredAsync()).ShouldBe((1000, 0));
        await stage.WhenWorkedOffAsync();
        (
            await stage.ScalarAsync<int>("select count(*) from messages"),
            await stage.ScalarAsync<int>("select count(*) from contact_windows")
        ).ShouldBe((1000, 300));
        (await stage.ScalarAsync<int>("select count(*) from events where type = 'message.received'")).ShouldBe(1000);
    }

    [Theory, EachDatabase]
    public async Task Events_of_one_body_are_delivered_in_its_order(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                phone.Signup.WabaId!,
                Payload.Text(phone.MetaPhoneNumberId, "wamid.1"),
                Status(phone, "wamid.2", "sent"),
                Payload.Change("account_review_update", """{"decision":"APPROVED"}"""),
                Payload.Text(phone.MetaPhoneNumberId, "wamid.3"),
                Status(phone, "wamid.2", "delivered"),
                Payload.Text(phone.MetaPhoneNumberId, "wamid.1"),
                Status(phone, "wamid.2", "read")
            )
        );

        await stage.WhenWorkedOffAsync();
        var told = await stage
            .Host.Get<Database>()
            .ReadAsync(session => session.ListAsync<string>("select type from events order by id"), default);
        // The events of the sign-up come first.
        told.TakeLast(6)
            .ShouldBe([
                "message.received",
                "message.sent",
                "account.updated",
                "message.received",
                "message.delivered",
                "message.read",
            ]);
    }

    [Theory, EachDatabase]
    public async Task When_the_statuses_of_two_messages_name_the_same_send_the_first_message_wins(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        var sent = await stage.InsertMessageAsync(phone, StatusRules.Unknown);
        var ours = $",\"biz_opaque_callback_data\":\"{sent.Id}\"";

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Status(phone, "wamid.1", "delivered", ours),
                Status(phone, "wamid.2", "read", ours),
                Status(phone, "wamid.1", "sent", ours)
            )
        );

        await stage.WhenWorkedOffAsync();
        var settled = await stage.MessageAsync(sent.Id.ToString());
        (settled.GetProperty("wamid").GetString(), settled.GetProperty("status").GetString()).ShouldBe(
            ("wamid.1", "delivered")
        );
    }

    [Fact]
    public async Task A_full_queue_refuses_requests()
    {
        await using var stage = await Stage.StartAsync();
        // The queue is not started, so that nothing empties it.
        using var intake = new IntakeQueue(
            stage.Host.Get<Database>(),
            stage.Host.Get<InboundWriter>(),
            new InboundSignal(),
            stage.Host.Get<Instruments>(),
            stage.Clock
        );
        var waiting = Enumerable
            .Range(0, IntakeQueue.QueueLength)
            .Select(_ => intake.StoreAsync("sandbox", []).AsTask())
            .ToList();

        (await intake.StoreAsync("sandbox", [])).ShouldBeFalse();

        waiting.ShouldAllBe(request => !request.IsCompleted);
    }

    private static string Status(ConnectedPhone phone, string id, string status, string more = "") =>
        Payload.Messages(phone.MetaPhoneNumberId, $"\"statuses\":[{Payload.Status(id, status, more)}]");
}
