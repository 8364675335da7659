using Patchbay.Server.Outgoing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5 * 60)]
    [InlineData(3, 30 * 60)]
    [InlineData(4, 2 * 3600)]
    [InlineData(5, 5 * 3600)]
    [InlineData(6, 10 * 3600)]
    [InlineData(7, 14 * 3600)]
    [InlineData(8, 20 * 3600)]
    [InlineData(9, 24 * 3600)]
    public void Each_retry_waits_as_planned_plus_or_minus_a_fifth(int attempt, int seconds)
    {
        DeliveryRules.Wait(attempt, Answer(500), 0.5).TotalSeconds.ShouldBe(seconds, 0.001);
        DeliveryRules.Wait(attempt, Answer(500), 0).TotalSeconds.ShouldBe(seconds * 0.8, 0.001);
        DeliveryRules.Wait(attempt, Answer(500), 0.999).TotalSeconds.ShouldBe(seconds * 1.2, seconds * 0.001);
    }

    [Fact]
    public void All_attempts_span_75_hours() =>
        Enumerable
            .Range(1, DeliveryRules.MaxAttempts - 1)
            .Sum(attempt => DeliveryRules.Wait(attempt, Answer(500), 0.5).TotalHours)
            .ShouldBe(75.58, 0.01);

    [Theory]
    [InlineData(1, 300)] // less than planned: as planned
    [InlineData(400, 400)]
    [InlineData(600, 600)]
    [InlineData(86_400, 600)] // more than twice the plan: twice the plan
    [InlineData(-5, 300)]
    public void Retry_After_can_extend_the_planned_wait_to_twice_its_length(int asked, int seconds) =>
        DeliveryRules.Wait(2, Answer(503, TimeSpan.FromSeconds(asked)), 0.5).TotalSeconds.ShouldBe(seconds, 0.001);

    [Fact]
    public void A_busy_or_slow_receiver_is_left_alone_for_a_minute()
    {
        DeliveryRules.Wait(1, Answer(429), 0.5).ShouldBe(TimeSpan.FromMinutes(1));
        DeliveryRules.Wait(1, Failure(DeliveryRules.TimedOut), 0.5).ShouldBe(TimeSpan.FromMinutes(1));
        DeliveryRules.Wait(1, Failure(DeliveryRules.Unreachable), 0.5).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(200, DeliveryState.Delivered)]
    [InlineData(204, DeliveryState.Delivered)]
    [InlineData(299, DeliveryState.Delivered)]
    [InlineData(199, DeliveryState.Pending)]
    [InlineData(301, DeliveryState.Pending)]
    [InlineData(400, DeliveryState.Pending)]
    [InlineData(404, DeliveryState.Pending)]
    [InlineData(500, DeliveryState.Pending)]
    [InlineData(410, DeliveryState.Failed)]
    public void Only_2xx_succeeds_and_only_410_fails_at_once(int status, string state) =>
        DeliveryRules.Judge(1, Answer(status), null, Now, 0.5).State.ShouldBe(state);

    [Fact]
    public void The_status_410_switches_the_endpoint_off() =>
        DeliveryRules.Judge(1, Answer(410), null, Now, 0.5).DisableReason.ShouldBe("gone");

    [Fact]
    public void The_tenth_failure_is_the_last()
    {
        DeliveryRules
            .Judge(9, Answer(500), null, Now, 0.5)
            .ShouldBe(new Verdict(DeliveryState.Pending) { NextAt = Now.AddHours(24) });
        DeliveryRules.Judge(10, Answer(500), null, Now, 0.5).ShouldBe(new Verdict(DeliveryState.Failed));
    }

    [Fact]
    public void Five_days_of_failures_switch_the_endpoint_off()
    {
        DeliveryRules.Judge(3, Answer(500), Now.AddDays(-5), Now, 0.5).DisableReason.ShouldBe("failing");
        DeliveryRules.Judge(3, Answer(500), Now.AddDays(-5).AddSeconds(1), Now, 0.5).DisableReason.ShouldBeNull();
        DeliveryRules.Judge(3, Answer(200), Now.AddDays(-5), Now, 0.5).DisableReason.ShouldBeNull();
    }

    [Theory]
    [InlineData("*", "message.received", true)]
    [InlineData("message.received", "message.received", true)]
    [InlineData("message.received", "message.sent", false)]
    [InlineData("message.status_updated", "message.sent", true)]
    [InlineData("message.status_updated", "message.delivered", true)]
    [InlineData("message.status_updated", "message.read", true)]
    [InlineData("message.status_updated", "message.failed", true)]
    [InlineData("message.status_updated", "message.received", false)]
    [InlineData("message.status_updated", "template.status_updated", false)]
    public void A_subscription_includes_its_event_and_the_status_alias_includes_four_events(
        string subscribed,
        string type,
        bool wanted
    ) => DeliveryRules.Wants(Endpoint(subscribed), Event(type)).ShouldBe(wanted);

    [Fact]
    public void A_bound_endpoint_gets_only_events_of_its_account_and_number()
    {
        var (own, other) = (
            Guid.Parse("11111111-1111-1111-1111-111111111111"),
            Guid.Parse("22222222-2222-2222-2222-222222222222")
        );
        DeliveryRules.Wants(Endpoint("*", waba: own), Event("message.read", waba: own)).ShouldBeTrue();
        DeliveryRules.Wants(Endpoint("*", waba: own), Event("message.read", waba: other)).ShouldBeFalse();
        DeliveryRules.Wants(Endpoint("*", waba: own), Event("message.read")).ShouldBeFalse();
        DeliveryRules.Wants(Endpoint("*", phone: own), Event("message.read", phone: own)).ShouldBeTrue();
        DeliveryRules.Wants(Endpoint("*", phone: own), Event("message.read", phone: other)).ShouldBeFalse();
        DeliveryRules
            .Wants(Endpoint("*", phone: own, waba: own), Event("message.read", phone: own, waba: other))
            .ShouldBeFalse();
    }

    [Fact]
    public void An_endpoint_in_Metas_format_gets_only_events_with_Metas_payload()
    {
        DeliveryRules.Wants(Endpoint("*", format: EndpointFormat.Meta), Event("message.read")).ShouldBeFalse();
        DeliveryRules
            .Wants(Endpoint("*", format: EndpointFormat.Meta), Event("message.read", meta: [1]))
            .ShouldBeTrue();
    }

    private static CallResult Answer(int status, TimeSpan? retryAfter = null) =>
        new(TimeSpan.Zero) { StatusCode = status, RetryAfter = retryAfter };

    private static CallResult Failure(string error) => CallResult.Failed(error, TimeSpan.Zero);

    private static EndpointRow Endpoint(
        string subscribed,
        Guid? waba = null,
        Guid? phone = null,
        string format = EndpointFormat.Event
    ) =>
        new()
        {
            Id = Guid.Empty,
            OrganizationId = Guid.Empty,
            Environment = "sandbox",
            Url = "https://hooks.example.com",
            Events = $"[\"{subscribed}\"]",
            Format = format,
            Ordering = EndpointOrdering.Conversation,
            IsActive = true,
            RowVersion = 0,
            WabaId = waba,
            PhoneId = phone,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    private static EventRow Event(string type, Guid? waba = null, Guid? phone = null, byte[]? meta = null) =>
        new()
        {
            Id = Guid.Empty,
            OrganizationId = Guid.Empty,
            Environment = "sandbox",
            Type = type,
            WabaId = waba,
            PhoneId = phone,
            Data = "{}",
            MetaPayload = meta,
            OccurredAt = Now,
            CreatedAt = Now,
        };
}
