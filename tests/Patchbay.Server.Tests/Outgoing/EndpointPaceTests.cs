using Patchbay.Server.Outgoing;
using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>How an endpoint is called that answers, and one that does not.</summary>
public sealed class EndpointPaceTests : BoardStage
{
    private readonly EndpointPace _pace = new(isFailing: false);

    [Fact]
    public void The_window_grows_with_success_and_shrinks_to_one_without_answers()
    {
        for (var i = 0; i < 100; i++)
            _pace.Succeeded();
        (_pace.Standing, _pace.Window).ShouldBe((Standing.Proven, 32));
        _pace.Failed(answered: true, Now);
        (_pace.Standing, _pace.Window).ShouldBe((Standing.Proven, 16));
        _pace.Failed(answered: false, Now);
        (_pace.Standing, _pace.Window).ShouldBe((Standing.Failing, 1));
        _pace.Succeeded();
        (_pace.Standing, _pace.Window).ShouldBe((Standing.Proven, 2));
    }

    [Fact]
    public void Pauses_grow_from_one_second_to_eight_and_end_with_a_success()
    {
        Pauses(5).ShouldBe([1, 2, 4, 8, 8]);
        _pace.Succeeded();
        _pace.NotBefore.ShouldBeLessThan(Now);
        Pauses(1).ShouldBe([1]);
    }

    [Fact]
    public void Failures_of_calls_that_were_under_way_together_are_one_reason_to_pause()
    {
        for (var i = 0; i < 4; i++)
            _pace.Failed(answered: false, Now);
        _pace.NotBefore.ShouldBe(Now + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Two_failures_that_were_answered_make_no_pause()
    {
        for (var i = 0; i < 2; i++)
            _pace.Failed(answered: true, Now);
        _pace.NotBefore.ShouldBeLessThan(Now);
    }

    [Fact]
    public void An_endpoint_that_seems_down_is_given_back_and_taken_again_after_its_pause()
    {
        var endpoint = Endpoint(Tenant(1), isFailing: true);
        var queue = Wait(endpoint, deliveries: 5);
        End(StartAll().ShouldHaveSingleItem(), 500);
        StartAll().ShouldBeEmpty();
        Board.TakeIdle(isReading: false).ShouldBe([queue]);

        Board.Released([queue], [endpoint], Now);
        Board.Note(endpoint); // something new for it ends no pause
        Board.Plan(Now).Taken.ShouldBeEmpty();
        Board.NextLook(Now, Now + TimeSpan.FromMinutes(1)).ShouldBe(Now + TimeSpan.FromSeconds(1));
        Board.Plan(Now + TimeSpan.FromSeconds(1)).Taken.ShouldHaveSingleItem().Id.ShouldBe(endpoint.EndpointId);
    }

    [Fact]
    public void Whoever_asks_for_a_call_waits_for_no_pause()
    {
        var endpoint = Endpoint(Tenant(1), isFailing: true);
        var queue = Wait(endpoint, deliveries: 1);
        End(StartAll().ShouldHaveSingleItem(), 500);
        Board.TakeIdle(isReading: false);
        Board.Released([queue], [endpoint], Now);
        Board.Note(endpoint with { DueAt = Now, IsAskedFor = true });
        Board.Plan(Now).Taken.ShouldHaveSingleItem().Id.ShouldBe(endpoint.EndpointId);
    }

    [Fact]
    public void Endpoints_that_fail_keep_no_other_from_its_turn_however_much_waits_for_them()
    {
        var many = Places.Held * 3;
        for (var i = 0; i < many; i++)
            Board.Note(Endpoint(Tenant(i), isFailing: true));
        var called = new HashSet<Guid>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var queue in Board.Plan(Now).Taken)
                called.Add(FailOnce(queue));
        }
        called.Count.ShouldBe(many);
    }

    private IEnumerable<double> Pauses(int failures)
    {
        for (var i = 0; i < failures; i++)
        {
            _pace.Failed(answered: false, Now);
            yield return (_pace.NotBefore - Now).TotalSeconds;
            Now = _pace.NotBefore;
        }
        Now += TimeSpan.FromSeconds(1);
    }

    /// <summary>Its first call fails, and much still waits for it.</summary>
    private Guid FailOnce(EndpointQueue queue)
    {
        var due = new DueEndpoint(queue.Id, queue.OrganizationId, true, Start);
        Fill(queue, due, deliveries: 50);
        End(StartAll().ShouldHaveSingleItem(), 500);
        Board.TakeIdle(isReading: false).ShouldBe([queue]);
        Board.Released([queue], [due], Now);
        return queue.Id;
    }
}
