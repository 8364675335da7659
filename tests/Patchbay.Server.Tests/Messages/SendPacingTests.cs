using System.Net;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Connections.Phones;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>A number sends at its rate. A customer gets 45 messages at once, then one every six seconds.</summary>
public sealed class SendPacingTests
{
    private const int Burst = 45;

    [Fact]
    public async Task More_than_a_burst_to_one_customer_is_refused_without_a_call_to_Meta()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        await BurstAsync(stage, phone);

        using var refused = await stage.SendAsync(phone);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(6));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("too_fast");
        stage.Sends(phone).Count.ShouldBe(Burst);
        (await stage.HistoryAsync(phone))
            .Count(message => message.GetProperty("status").GetString() == "failed")
            .ShouldBe(0);

        await stage.SentAsync(
            phone,
            """{"type":"template","to":"+15550100002","template":{"name":"hello_world","language":{"code":"en_US"}}}"""
        );
    }

    [Fact]
    public async Task A_send_that_is_refused_as_too_fast_does_not_delay_the_next_send()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        await BurstAsync(stage, phone);
        for (var i = 0; i < 3; i++)
            await stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.TooManyRequests, "too_fast");

        stage.Clock.Advance(TimeSpan.FromSeconds(6));
        await stage.SentAsync(phone);
        await stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.TooManyRequests, "too_fast");
    }

    [Theory]
    [InlineData(true, "STANDARD", 20)]
    [InlineData(true, "HIGH", 20)] // a number that is also used in the app never gets more
    [InlineData(false, "STANDARD", 80)]
    [InlineData(false, null, 80)]
    [InlineData(false, "HIGH", 1000)]
    public async Task A_message_above_the_rate_of_its_number_waits_for_its_turn(
        bool isCoexistence,
        string? throughput,
        int perSecond
    )
    {
        var clock = new ManualClock();
        var pacing = new SendPacing(clock);
        var phone = Phone("106", isCoexistence, throughput);
        for (var i = 0; i < perSecond; i++)
            (await pacing.WaitAsync(phone, $"customer {i}", default)).ShouldBeNull();

        var next = pacing.WaitAsync(phone, "one more", default);
        next.IsCompleted.ShouldBeFalse();
        (await pacing.WaitAsync(Phone("107", isCoexistence, throughput), "customer 1", default)).ShouldBeNull(
            "another number is not held up"
        );
        clock.Advance(TimeSpan.FromSeconds(1.05));
        (await next.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System)).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_that_would_wait_more_than_five_seconds_is_refused()
    {
        var pacing = new SendPacing(new ManualClock());
        var phone = Phone("106", isCoexistence: true, "STANDARD");
        var waits = Enumerable.Range(0, 101).Select(i => pacing.WaitAsync(phone, $"customer {i}", default)).ToList();
        waits.Count(wait => wait.IsCompleted).ShouldBe(21, "20 at once and the last, which is refused");
        (await waits[^1])!.Code.ShouldBe("too_fast");
    }

    private static async Task BurstAsync(Stage stage, ConnectedPhone phone)
    {
        for (var i = 0; i < Burst; i++)
            await stage.SentAsync(phone);
    }

    private static PhoneRow Phone(string metaId, bool isCoexistence, string? throughput) =>
        new()
        {
            Id = Guid.Empty,
            OrganizationId = Guid.Empty,
            Environment = "sandbox",
            WabaId = Guid.Empty,
            ConnectionId = "pc_1",
            MetaPhoneNumberId = metaId,
            PhoneNumber = "+15550100000",
            DisplayPhoneNumber = "+1 555-010-0000",
            IsRegistered = true,
            IsCoexistence = isCoexistence,
            Throughput = throughput,
            CreatedAt = default,
            UpdatedAt = default,
        };
}
