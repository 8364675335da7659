using Patchbay.Server.Messages;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>The customer's window of 24 hours, and sends whose server died.</summary>
public sealed class WindowTests
{
    [Theory, EachDatabase]
    public async Task A_message_of_a_customer_opens_a_window_of_24_hours_that_a_send_shows(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        (await stage.SentAsync(phone))
            .GetProperty("windowExpiresAt")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        await stage.ShouldBeTakenAsync(
            Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, "wamid.1", MessageStage.Customer))
        );
        await stage.WhenWorkedOffAsync();

        (await stage.SentAsync(phone))
            .GetProperty("windowExpiresAt")
            .GetDateTimeOffset()
            .ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1768473000).AddHours(24));
        stage.Clock.Advance(TimeSpan.FromDays(2));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.ScalarAsync<int>("select count(*) from contact_windows")).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_send_whose_server_died_becomes_unknown_and_its_status_settles_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        var lost = await stage.InsertMessageAsync(phone, StatusRules.Pending);

        stage.Clock.Advance(TimeSpan.FromMinutes(9));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.MessageAsync(lost.Id.ToString())).GetProperty("status").GetString().ShouldBe("pending");
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.MessageAsync(lost.Id.ToString())).GetProperty("status").GetString().ShouldBe("unknown");

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $$"""
                    "statuses":[{{Payload.Status(
                        "wamid.late",
                        "delivered",
                        $",\"biz_opaque_callback_data\":\"{lost.Id}\""
                    )}}]
                    """
                )
            )
        );
        await stage.WhenWorkedOffAsync();
        var settled = await stage.MessageAsync(lost.Id.ToString());
        (settled.GetProperty("status").GetString(), settled.GetProperty("wamid").GetString()).ShouldBe(
            ("delivered", "wamid.late")
        );
    }
}
