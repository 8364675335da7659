using Patchbay.Server.Outgoing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>
/// How the receiver's answer changes the time of the next attempt. The first wait is planned as 5 seconds.
/// </summary>
public sealed class RetryAfterTests
{
    [Theory]
    [InlineData(503, null, 5)]
    [InlineData(503, "8", 8)]
    [InlineData(503, "1", 5)] // not sooner than planned
    [InlineData(503, "3600", 10)] // not later than twice the plan
    [InlineData(503, "Thu, 15 Jan 2026 10:30:07 GMT", 7)]
    [InlineData(503, "Wed, 14 Jan 2026 10:30:00 GMT", 5)]
    [InlineData(503, "soon", 5)]
    [InlineData(429, null, 60)]
    [InlineData(429, "8", 60)]
    [InlineData(429, "90", 90)]
    [InlineData(404, "8", 8)]
    public async Task The_receiver_may_ask_for_more_time_within_bounds(int status, string? asked, int seconds)
    {
        await using var stage = await OutgoingStage.StartAsync();
        stage.Receiver.Answer = (_, response) =>
        {
            response.StatusCode = status;
            if (asked is not null)
                response.Headers.RetryAfter = asked;
            return Task.CompletedTask;
        };
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();

        var delivery = await stage.AttemptedAsync(hook, 1);

        delivery.GetProperty("state").GetString().ShouldBe(DeliveryState.Pending);
        delivery
            .GetProperty("nextAttemptAt")
            .GetDateTimeOffset()
            .ShouldBe(stage.Host.Clock.GetUtcNow().AddSeconds(seconds));
    }
}
