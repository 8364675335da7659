using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Tests.Connections;

public sealed class CheckRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("token:fail:token_expired permissions:unknown", "suspended", "token_expired")]
    [InlineData("token:pass permissions:fail:permission_missing", "suspended", "permission_missing")]
    [InlineData(
        "token:pass permissions:pass number_registered:fail:phone_not_registered meta_health:fail:account_restricted",
        "pending",
        "phone_not_registered"
    )]
    [InlineData(
        "token:pass permissions:pass number_registered:pass meta_health:fail:account_restricted",
        "suspended",
        "account_restricted"
    )]
    [InlineData("token:pass permissions:pass app_subscribed:fail:app_not_subscribed", "pending", "app_not_subscribed")]
    [InlineData("token:pass permissions:pass callback:fail:callback_elsewhere", "connected", null)]
    [InlineData("token:pass permissions:pass", "connected", null)]
    public void The_most_important_failed_check_decides_the_status_and_the_reason(
        string checks,
        string status,
        string? reason
    ) => CheckRules.Judge("connected", null, Of(checks)).ShouldBe((status, reason));

    [Fact]
    public void A_check_with_an_unknown_result_changes_nothing()
    {
        CheckRules
            .Judge("suspended", "token_revoked", Of("token:unknown permissions:unknown"))
            .ShouldBe(("suspended", "token_revoked"));
        CheckRules
            .Judge("pending", "app_not_subscribed", Of("token:pass app_subscribed:unknown"))
            .ShouldBe(("pending", "app_not_subscribed"));
    }

    [Fact]
    public void The_next_check_is_due_after_the_interval_with_jitter_or_when_the_token_ends()
    {
        CheckRules.NextDue(Now, null, 0).ShouldBe(Now + (CheckRules.Interval * 0.8));
        CheckRules.NextDue(Now, null, 1).ShouldBe(Now + (CheckRules.Interval * 1.2));
        CheckRules.NextDue(Now, Now.AddMinutes(5), 0.5).ShouldBe(Now.AddMinutes(5));
        CheckRules.NextDue(Now, Now.AddMinutes(-5), 0.5).ShouldBe(Now + CheckRules.Interval);
    }

    private static List<HealthCheck> Of(string checks) =>
        [
            .. checks
                .Split(' ')
                .Select(check => check.Split(':'))
                .Select(parts => new HealthCheck(parts[0], parts[1], parts.Length > 2 ? parts[2] : null, null, Now)),
        ];
}
