using Patchbay.Server.Outgoing;
using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>How many calls an endpoint gets, depending on its answers.</summary>
public sealed class EndpointPaceTests : BoardStage
{
    private readonly EndpointPace _pace = new(isFailing: false);

    [Fact]
    public void The_window_grows_with_success_and_shrinks_to_one_call_without_answers()
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
    public void Failures_of_parallel_calls_cause_one_pause()
    {
        for (var i = 0; i < 4; i++)
            _pace.Failed(answered: false, Now);
        _pace.NotBefore.ShouldBe(Now + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Two_failures_with_an_answer_cause_no_pause()
    {
        for (var i = 0; i < 2; i++)
            _pace.Failed(answered: true, Now);
        _pace.NotBefore.ShouldBeLessThan(Now);
    }

    [Fact]
    public void An_endpoint_that_seems_down_is_freed_and_taken_again_after_its_pause()
    {
        var endpoint = Endpoint(Tenant(1), isFailing: true);
        var queue = Wait(endpoint, deliveries: 5);
        End(StartAll().ShouldHaveSingleItem(), 500);
        StartAll().ShouldBeEmpty();
        Board.TakeIdle(isReading: false).ShouldBe([queue]);

        Board.Released([queue], [endpoint], Now);
        Board.Note(endpoint); // a new event does not end the pause
        Board.Plan(Now).Taken.ShouldBeEmpty();
        Board.NextLook(Now, Now + TimeSpan.FromMinutes(1)).ShouldBe(Now + TimeSpan.FromSeconds(1));
        Board.Plan(Now + TimeSpan.FromSeconds(1)).Taken.ShouldHaveSingleItem().Id.ShouldBe(endpoint.EndpointId);
    }

    [Fact]
    public void A_requested_call_does_not_wait_for_the_pause()
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
    public void Failing_endpoints_with_many_deliveries_do_not_delay_others()
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

    /// <summary>An endpoint with many deliveries whose first call fails.</summary>
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
