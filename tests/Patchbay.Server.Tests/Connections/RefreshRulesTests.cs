using Patchbay.Server.Connections;

namespace Patchbay.Server.Tests.Connections;

public sealed class RefreshRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TokenKinds.SystemUser, 60, 46.0)]
    [InlineData(TokenKinds.User, 60, 46.0)]
    [InlineData(TokenKinds.Instagram, 60, 46.0)]
    [InlineData(TokenKinds.SystemUser, 10, 0.0)]
    [InlineData(TokenKinds.Instagram, 10, 1.0)]
    public void A_token_is_due_two_weeks_before_its_end_and_an_Instagram_token_after_its_first_day(
        string kind,
        int livesDays,
        double afterDays
    ) => RefreshRules.FirstDue(kind, Now.AddDays(livesDays), Now).ShouldBe(Now.AddDays(afterDays));

    [Fact]
    public void A_token_that_does_not_end_or_cannot_be_renewed_is_never_due()
    {
        RefreshRules.FirstDue(TokenKinds.SystemUser, null, Now).ShouldBeNull();
        RefreshRules.FirstDue(TokenKinds.Page, Now.AddDays(60), Now).ShouldBeNull();
        RefreshRules.FirstDue(null, Now.AddDays(60), Now).ShouldBeNull();
    }

    [Fact]
    public void Waits_grow_and_the_last_failure_ends_the_retries()
    {
        var waits = Enumerable
            .Range(1, RefreshRules.MaxFailures)
            .Select(failures => RefreshRules.Wait(failures, null, 0.5))
            .ToList();
        waits.SkipLast(1).ShouldBe(waits.SkipLast(1).Order());
        waits[0].ShouldBe(TimeSpan.FromMinutes(5));
        waits[^1].ShouldBeNull();
        RefreshRules.Wait(1, TimeSpan.FromHours(1), 0.5).ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(8.0, null, false)]
    [InlineData(6.9, null, true)]
    [InlineData(6.0, 6.9, false)]
    [InlineData(0.9, 6.9, true)]
    [InlineData(0.5, 0.9, false)]
    [InlineData(-0.1, null, false)]
    public void Each_threshold_warns_once(double endsInDays, double? warnedWhenItHadDays, bool warns)
    {
        var endsAt = Now.AddDays(endsInDays);
        RefreshRules
            .WarnNow(endsAt, warnedWhenItHadDays is { } days ? endsAt.AddDays(-days) : null, Now)
            .ShouldBe(warns);
    }
}
