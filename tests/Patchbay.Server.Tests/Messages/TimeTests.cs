using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>The time of an event is Meta's, however it is written; a time in the future is not believed.</summary>
public sealed class TimeTests
{
    private const string Arrival = "2026-01-15T10:30:00.000Z";

    [Theory]
    [InlineData("\"1768386600\"", "2026-01-14T10:30:00.000Z")]
    [InlineData("1768386600", "2026-01-14T10:30:00.000Z")]
    [InlineData("1768386600.0", "2026-01-14T10:30:00.000Z")]
    [InlineData("1.7683866e9", "2026-01-14T10:30:00.000Z")]
    [InlineData("\"1768386600250\"", "2026-01-14T10:30:00.250Z")]
    [InlineData("1768386600250", "2026-01-14T10:30:00.250Z")]
    [InlineData("1768473290", "2026-01-15T10:34:50.000Z")]
    [InlineData("1768473301", Arrival)]
    [InlineData("\"99999999999\"", Arrival)]
    [InlineData("1e300", Arrival)]
    [InlineData("-5", Arrival)]
    [InlineData("0", Arrival)]
    [InlineData("\"yesterday\"", Arrival)]
    [InlineData("{}", Arrival)]
    [InlineData("null", Arrival)]
    public async Task A_message_has_Metas_time_or_that_of_its_arrival(string written, string expected)
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var arrival = stage.Clock.GetUtcNow();
        var line = await stage.LineAsync("messenger");
        var message = Payload
            .Text(phone.MetaPhoneNumberId, "wamid.1")
            .Replace("\"timestamp\":\"1768473000\"", $"\"timestamp\":{written}", StringComparison.Ordinal);
        await stage.ShouldBeTakenAsync(Payload.Entry("1", message));
        await line.TellAsync(
            $$"""{"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":{{written}},"message":{"mid":"m_1","text":"Hi"} }"""
        );

        arrival.ShouldBe(DateTimeOffset.Parse(Arrival));
        foreach (
            var row in (System.Text.Json.JsonElement[])
                [(await stage.HistoryAsync(phone)).Single(), (await line.HistoryAsync()).Single()]
        )
        {
            row.Text("timestamp").ShouldBe(expected);
            // A time that does not count is kept as Meta wrote it.
            if (expected == Arrival)
                row.GetProperty("extra").GetProperty("timestamp").GetRawText().ShouldBe(written);
            else
                row.TryGetProperty("extra", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_message_from_the_future_opens_no_window_longer_than_a_day()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload
                    .Text(phone.MetaPhoneNumberId, "wamid.1", MessageStage.Customer)
                    .Replace("1768473000", "1999999999", StringComparison.Ordinal)
            )
        );
        await stage.WhenWorkedOffAsync();
        (await stage.SentAsync(phone)).Text("windowExpiresAt").ShouldBe("2026-01-16T10:30:00.000Z");
    }

    [Fact]
    public async Task Everything_read_up_to_a_time_in_the_future_is_read_up_to_now()
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.OpenLineAsync("messenger");
        var sent = await line.SentAsync("Until six.");
        await line.QuietAsync();
        await line.TellAsync(
            $$"""{"sender":{"id":"{{Integrations.Login.LoginStage.Customer}}"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000000,"read":{"watermark":"9999999999999"} }"""
        );
        (await line.MessageAsync(sent.Id())).Text("status").ShouldBe("read");
    }
}
