using System.Text;
using System.Text.Json;
using Patchbay.Server.Inbound;

namespace Patchbay.Server.Tests.Inbound;

public sealed class PayloadSplitterTests
{
    [Fact]
    public void Each_message_and_status_is_an_event_with_its_own_contact_and_Metas_bytes()
    {
        var events = Split(Payload.Body(Payload.Entry("1", Payload.Messages("77",
            $$"""
            "contacts":[{{Payload.Contact("222", "Two")}},{{Payload.Contact("111", @"\u0041na")}}],
            "messages":[{{Payload.Message("wamid.1", "111", @"Ol\u00e1")}},{{Payload.Message("wamid.2", "222", "b")}}],
            "statuses":[{{Payload.Status("wamid.3", "sent")}}]
            """))));

        events.Select(one => one.DedupeKey).ShouldBe(["m|77|wamid.1", "m|77|wamid.2", "s|77|wamid.3|sent|"]);
        var first = Encoding.UTF8.GetString(events[0].Change);
        first.ShouldContain("""{ "body":"Ol\u00e1" }""");
        first.ShouldContain("""{"name":"\u0041na" }""");
        first.ShouldNotContain("Two");
        first.ShouldNotContain("statuses");
        JsonDocument.Parse(events[2].Change).RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").GetProperty("statuses").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_single_message_keeps_its_value_byte_for_byte()
    {
        var value = """{ "metadata": {"phone_number_id":"77"}, "messages" : [{"id":"wamid.1","x":1.50}] }""";
        Encoding.UTF8.GetString(Split(Payload.Body(Payload.Entry("1", Payload.Change("messages", value))))[0].Change).ShouldContain(value);
    }

    [Fact]
    public void An_item_without_a_usable_id_is_an_event_of_its_own_and_not_lost()
    {
        var events = Split(Payload.Body(Payload.Entry("1", Payload.Messages("77",
            $$"""
            "messages":[{"id":5},7,{"id":"\ud800"},{"id":"{{new string('x', 300)}}"},{{Payload.Message("wamid.1", "111", "a")}}]
            """))));
        events.Select(one => one.Kind).ShouldBe([InboundKind.Other, InboundKind.Other, InboundKind.Other, InboundKind.Other, InboundKind.Message]);
        events.Select(one => one.DedupeKey).Distinct().Count().ShouldBe(5);
        events.ShouldAllBe(one => one.MetaPhoneNumberId == "77");
    }

    [Fact]
    public void A_participants_status_is_its_own_and_any_other_change_is_keyed_by_its_bytes()
    {
        var events = Split(Payload.Body(Payload.Entry("1",
            Payload.Messages("77", $$"""
            "statuses":[{{Payload.Status("w", "read", ",\"recipient_participant_id\":\"1\"")}},{{Payload.Status("w", "read", ",\"recipient_participant_id\":\"2\"")}}]
            """),
            Payload.Change("account_update", """{"event":"A"}"""), Payload.Change("account_update", """{"event":"B"}"""), Payload.Change("account_update", """{"event":"A"}"""))));
        events.Select(one => one.DedupeKey).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void More_events_than_Meta_ever_sends_are_not_read() =>
        PayloadSplitter.Split(Encoding.UTF8.GetBytes(Payload.Body(Payload.Entry("1",
            [.. Enumerable.Range(0, PayloadSplitter.MaxEvents + 1).Select(i => Payload.Change("x", $$"""{"i":{{i}}}"""))])))).ShouldBeNull();

    [Fact]
    public void Whatever_comes_the_splitter_never_throws_and_its_events_are_JSON()
    {
        var mutations = new Mutations(seed: 7);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var body = mutations.Next();
            var events = Should.NotThrow(() => PayloadSplitter.Split(body), Convert.ToBase64String(body));
            foreach (var one in events ?? [])
            {
                Should.NotThrow(() => ReadableJson.Parse(one.Change).Dispose(), Convert.ToBase64String(body));
                read++;
            }
        }
        read.ShouldBeGreaterThan(5_000); // the mutations are mild enough to reach the inside
    }

    private static IReadOnlyList<SplitEvent> Split(string body) => PayloadSplitter.Split(Encoding.UTF8.GetBytes(body)).ShouldNotBeNull();
}
