using Patchbay.Server.Outgoing;
using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Which endpoints are called when many wait.</summary>
public sealed class FairnessTests : BoardStage
{
    [Fact]
    public void Endpoints_that_never_answered_take_no_places_from_endpoints_that_answer()
    {
        var good = Proven(Tenant(1));
        for (var tenant = 100; tenant < 140; tenant++)
            HangNew(10, Tenant(tenant));
        StartAll();
        UnderWay.Count.ShouldBe(Places.CallsOf(Standing.Unknown), "all that hang, together");

        Wait(good, deliveries: Window);
        StartAll().Count(call => call.Queue.Id == good.EndpointId).ShouldBe(Window);
    }

    [Fact]
    public void Endpoints_that_stop_answering_take_no_places_from_another_tenants_endpoint()
    {
        var good = Proven(Tenant(1));
        HangProven(60, Tenant(2));
        StartAll().Count.ShouldBe(Places.CallsOf(Standing.Proven) / 2);

        Wait(good, deliveries: Window);
        StartAll().Count(call => call.Queue.Id == good.EndpointId).ShouldBe(Window);
    }

    [Fact]
    public void Endpoints_that_hang_delay_others_for_at_most_a_second()
    {
        var (goodOfAnother, goodOfTheSame) = (Proven(Tenant(1)), Proven(Tenant(2)));
        HangProven(60, Tenant(2), Tenant(3));
        StartAll()
            .Count.ShouldBe(
                Places.CallsOf(Standing.Proven),
                "every place, by two tenants whose endpoints all stopped answering"
            );
        Wait(goodOfAnother, deliveries: Window);
        Wait(goodOfTheSame, deliveries: Window);
        StartAll().ShouldBeEmpty();

        var look = Board.NextLook(Now, Now + TimeSpan.FromMinutes(1));
        look.ShouldBe(Now + TimeSpan.FromSeconds(1));
        Board.SetSlowAside(look);
        var started = StartAll().Select(call => call.Queue.Id).ToList();
        started.Count(id => id == goodOfAnother.EndpointId).ShouldBe(Window);
        started.Count(id => id == goodOfTheSame.EndpointId).ShouldBe(Window);
    }

    [Fact]
    public void The_number_of_slow_calls_is_limited()
    {
        HangProven(400, Tenant(2));
        var now = Now;
        for (var second = 0; second < 10; second++, now += TimeSpan.FromSeconds(1))
        {
            Board.SetSlowAside(now);
            StartAll();
        }
        UnderWay.Count.ShouldBe(
            (Places.CallsOf(Standing.Proven) / 2) + (Places.SlowCallsOf(Standing.Proven) / 2),
            "half of all places, half of the slow ones"
        );
        foreach (var call in UnderWay.ToList())
            End(call, 200);
        StartAll().Count.ShouldBe(Places.CallsOf(Standing.Proven) / 2, "all places were given back");
    }

    [Fact]
    public void Endpoints_that_failed_leave_room_for_new_ones()
    {
        for (var tenant = 100; tenant < 140; tenant++)
        {
            for (var i = 0; i < 10; i++)
                Wait(Endpoint(Tenant(tenant), isFailing: true), deliveries: 5);
        }
        StartAll();
        UnderWay.Count.ShouldBe(Places.CallsOf(Standing.Failing));
        UnderWay.GroupBy(call => call.Queue.Id).ShouldAllBe(calls => calls.Count() == 1);

        var fresh = Endpoint(Tenant(1));
        Wait(fresh, deliveries: 1);
        StartAll().ShouldHaveSingleItem().Queue.Id.ShouldBe(fresh.EndpointId);
    }

    [Fact]
    public void One_tenant_gets_at_most_half_of_the_places()
    {
        for (var i = 0; i < 200; i++)
            Wait(Endpoint(Tenant(1)), deliveries: 4);
        StartAll();
        UnderWay.Count.ShouldBe(Places.CallsOf(Standing.Unknown) / 2);
    }

    [Fact]
    public void One_tenants_endpoints_are_at_most_half_of_the_held_endpoints()
    {
        for (var i = 0; i < Places.Held; i++)
            Board.Note(Endpoint(Tenant(1)));
        Board.Plan(Now).Taken.Count.ShouldBe(Places.Held / 2);
        var another = Endpoint(Tenant(2));
        Board.Note(another);
        Board.Plan(Now).Taken.ShouldHaveSingleItem().Id.ShouldBe(another.EndpointId);
    }

    [Fact]
    public void Tenants_take_turns_regardless_of_how_much_each_has()
    {
        for (var i = 0; i < 30; i++)
            Wait(Endpoint(Tenant(1)), deliveries: 4);
        var small = Endpoint(Tenant(2));
        Wait(small, deliveries: 2);
        var order = StartAll();
        order.Take(4).Count(call => call.Queue.Id == small.EndpointId).ShouldBe(2);
    }

    [Fact]
    public void A_conversation_has_one_call_at_a_time_and_does_not_delay_other_conversations()
    {
        var endpoint = Endpoint(Tenant(1));
        var queue = Wait(endpoint, deliveries: 0);
        Add(queue, 7, 7, 8);
        var first = StartAll();
        first.Select(call => call.Delivery.Conversation).ShouldBe([7, 8]);
        End(first[0], 200);
        StartAll().ShouldHaveSingleItem().Delivery.Conversation.ShouldBe(7);
    }

    [Fact]
    public void Strict_order_has_one_call_at_a_time_and_none_after_a_failure()
    {
        var queue = Wait(Endpoint(Tenant(1)), deliveries: 3, ordering: EndpointOrdering.Strict);
        var first = StartAll().ShouldHaveSingleItem();
        End(first, 200);
        End(StartAll().ShouldHaveSingleItem(), 500);
        StartAll().ShouldBeEmpty();
        queue.IsClosing.ShouldBeTrue();
    }

    [Fact]
    public void Without_ordering_a_conversation_has_parallel_calls()
    {
        var queue = Wait(Endpoint(Tenant(1)), deliveries: 0, ordering: EndpointOrdering.None);
        Add(queue, 7, 7, 7);
        StartAll().Count.ShouldBe(3);
    }

    [Fact]
    public void No_call_starts_when_the_lease_is_about_to_end()
    {
        Wait(Endpoint(Tenant(1)), deliveries: 1);
        Board.Start(Now + Board.Lease - TimeSpan.FromSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void A_call_that_was_not_sent_within_the_lease_frees_its_endpoint()
    {
        var queue = Wait(Endpoint(Tenant(1)), deliveries: 6);
        var calls = StartAll();
        calls.ShouldAllBe(call => call.Latest < Now + Board.Lease);
        foreach (var call in calls)
            Board.NotMade(call);
        StartAll().ShouldBeEmpty();
        Board.TakeIdle(isReading: false).ShouldBe([queue]);
    }

    [Fact]
    public void An_endpoint_without_a_lease_yet_does_not_wake_the_loop()
    {
        Board.Note(Endpoint(Tenant(1)));
        Board.Plan(Now);
        Board.NextLook(Now, Now + TimeSpan.FromSeconds(5)).ShouldBe(Now + TimeSpan.FromSeconds(5));
    }
}
