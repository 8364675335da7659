using System.Text;
using System.Text.Json;
using Patchbay.Server.Intake;

namespace Patchbay.Server.Tests.Inbound;

public sealed class PayloadSplitterTests
{
    [Fact]
    public void Each_message_and_status_is_an_event_with_its_own_contact_and_Metas_bytes()
    {
        var events = Split(
            Payload.Body(
                Payload.Entry(
                    "1",
                    Payload.Messages(
                        "77",
                        $$"""
                        "contacts":[{{Payload.Contact("222", "Two")}},{{Payload.Contact("111", @"\u0041na")}}],
                        "messages":[{{Payload.Message("wamid.1", "111", @"Ol\u00e1")}},{{Payload.Message(
                            "wamid.2",
                            "222",
                            "b"
                        )}}],
                        "statuses":[{{Payload.Status("wamid.3", "sent")}}]
                        """
                    )
                )
            )
        );

        events.Select(one => one.Kind).ShouldBe([InboundKind.Message, InboundKind.Message, InboundKind.Status]);
        events.ShouldAllBe(one =>
            one.NumberId == "77"
            && one.EntryId == "1"
            && one.Field == "messages"
            && one.Object == "whatsapp_business_account"
        );
        var first = Text(events[0]);
        first.ShouldContain("""{ "body":"Ol\u00e1" }""");
        first.ShouldContain("""{"name":"\u0041na" }""");
        first.ShouldNotContain("Two");
        first.ShouldNotContain("statuses");
        JsonDocument
            .Parse(events[2].Change)
            .RootElement.GetProperty("entry")[0]
            .GetProperty("changes")[0]
            .GetProperty("value")
            .GetProperty("statuses")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public void A_single_message_keeps_its_value_byte_for_byte()
    {
        var value = """{ "metadata": {"phone_number_id":"77"}, "messages" : [{"id":"wamid.1","x":1.50}] }""";
        Text(Split(Payload.Body(Payload.Entry("1", Payload.Change("messages", value))))[0]).ShouldContain(value);
    }

    [Fact]
    public void An_item_without_a_usable_id_is_an_event_of_its_own_and_not_lost()
    {
        var events = Split(
            Payload.Body(
                Payload.Entry(
                    "1",
                    Payload.Messages(
                        "77",
                        $$"""
                        "messages":[{"id":5},7,{"id":"\ud800"},{"id":"{{new string('x', 300)}}"},{{Payload.Message(
                            "wamid.1",
                            "111",
                            "a"
                        )}}]
                        """
                    )
                )
            )
        );
        events
            .Select(one => one.Kind)
            .ShouldBe([
                InboundKind.Other,
                InboundKind.Other,
                InboundKind.Other,
                InboundKind.Other,
                InboundKind.Message,
            ]);
        events.Select(one => one.Key).Distinct().Count().ShouldBe(5);
        events.ShouldAllBe(one => one.NumberId == "77");
    }

    [Fact]
    public void A_participants_status_is_its_own_and_any_other_change_is_keyed_by_its_bytes()
    {
        var events = Split(
            Payload.Body(
                Payload.Entry(
                    "1",
                    Payload.Messages(
                        "77",
                        $$"""
                        "statuses":[{{Payload.Status(
                            "w",
                            "read",
                            ",\"recipient_participant_id\":\"1\""
                        )}},{{Payload.Status("w", "read", ",\"participant_recipient_id\":\"2\"")}}]
                        """
                    ),
                    Payload.Change("account_update", """{"event":"A"}"""),
                    Payload.Change("account_update", """{"event":"B"}"""),
                    Payload.Change("account_update", """{"event":"A"}""")
                )
            )
        );
        events.Select(one => one.Key).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void An_event_has_the_same_key_in_any_company_and_another_one_elsewhere()
    {
        var (first, second) = (Payload.Text("77", "wamid.1"), Payload.Text("77", "wamid.2"));
        var key = Split(Payload.Body(Payload.Entry("1", first)))[0].Key;

        Split(Payload.Body(Payload.Entry("1", second), Payload.Entry("1", first)))[1].Key.ShouldBe(key);
        Split(
            Payload.Body(
                Payload.Entry(
                    "1",
                    Payload.Messages(
                        "77",
                        $"\"messages\":[{Payload.Message("wamid.1", "1", "x")},{Payload.Message("wamid.2", "1", "x")}]"
                    )
                )
            )
        )[0]
            .Key.ShouldBe(key);
        Split(Payload.Body(Payload.Entry("1", Payload.Text("78", "wamid.1"))))[0].Key.ShouldNotBe(key);
        PayloadSplitter
            .Split("production", Encoding.UTF8.GetBytes(Payload.Body(Payload.Entry("1", first))))![0]
            .Key.ShouldNotBe(key);
    }

    [Fact]
    public void A_body_of_one_event_is_that_event_byte_for_byte()
    {
        var body = Payload.Body(Payload.Entry("1", Payload.Text("77", "wamid.1")));
        Text(Split(body)[0]).ShouldBe(body);
    }

    [Fact]
    public void Messenger_and_Instagram_are_cut_by_their_mids()
    {
        const string read = """{"sender":{"id":"5"},"recipient":{"id":"9"},"timestamp":2,"read":{"watermark":1}}""";
        var events = Split(
            $$"""
            {"object":"instagram","entry":[{"time":1,"id":"9","messaging":[{{Mid("m_1")}},{{read}},{{Mid(
                "m_1",
                ",\"is_deleted\":true"
            )}}],"standby":[{{Mid("m_2")}}]},
            {"id":"9","changes":[{"field":"comments","value":{"id":"c"} }]}]}
            """
        );

        events
            .Select(one => (one.Field, one.Kind))
            .ShouldBe([
                ("messaging", InboundKind.Message),
                ("messaging", InboundKind.Other),
                ("messaging", InboundKind.Message),
                ("standby", InboundKind.Message),
                ("comments", InboundKind.Other),
            ]);
        events.Select(one => one.Key).Distinct().Count().ShouldBe(5); // an unsent message is told with the mid of the message
        events.ShouldAllBe(one => one.Object == "instagram" && one.EntryId == "9" && one.NumberId == null);
        Text(events[1]).ShouldBe($$"""{"object":"instagram","entry":[{"id":"9","time":1,"messaging":[{{read}}]}]}""");
    }

    [Fact]
    public void A_comment_that_stands_in_the_entry_itself_is_a_change_like_any_other()
    {
        const string value = """{"id":"c","text":"Nice"}""";
        var bare = Split(
            $$"""{"object":"instagram","entry":[{"id":"9","time":1,"field":"comments","value":{{value}}}]}"""
        )[0];
        var listed = Split(
            $$"""{"object":"instagram","entry":[{"id":"9","time":1,"changes":[{"value":{{value}},"field":"comments"}]}]}"""
        )[0];

        (bare.Key, bare.Field, Text(bare)).ShouldBe((listed.Key, "comments", Text(listed)));
    }

    [Fact]
    public void Keys_of_messages_begin_with_the_second_they_were_written_in()
    {
        var whatsApp = Split(
            Payload.Body(
                Payload.Entry(
                    "1",
                    Payload.Text("77", "wamid.1"),
                    Payload.Messages("77", $"\"statuses\":[{Payload.Status("wamid.2", "read")}]")
                )
            )
        );
        var messenger = Split(
            $$"""{"object":"page","entry":[{"id":"9","messaging":[{"message":{"mid":"m"},"timestamp":1768473000999}]}]}"""
        );

        (Second(whatsApp[0]), Second(messenger[0]), Second(whatsApp[1])).ShouldBe((1768473000u, 1768473000u, 0u)); // a status may come again with another instant

        static uint Second(SplitEvent one) =>
            System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(one.Key.ToByteArray(bigEndian: true));
    }

    private static string Mid(string mid, string more = "") =>
        $$"""{"sender":{"id":"5"},"recipient":{"id":"9"},"timestamp":1,"message":{"mid":"{{mid}}","text":"x"{{more}} } }""";

    [Fact]
    public void A_member_that_comes_twice_is_noticed_however_it_is_written_and_however_many_there_are()
    {
        var many = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"m{i}\":1"));
        foreach (
            var members in new[]
            {
                "\"a\":1,\"a\":2",
                "\"a\":1,\"\\u0061\":2",
                "\"\\u0061\":1,\"a\":2",
                $"{many},\"m7\":1",
            }
        )
        {
            PayloadSplitter
                .Split(
                    "sandbox",
                    Encoding.UTF8.GetBytes(Payload.Body(Payload.Entry("1", Payload.Change("x", $"{{{members}}}"))))
                )
                .ShouldBeNull(members);
        }
        Split(
            Payload.Body(
                Payload.Entry("1", Payload.Change("x", $$"""{ {{many}},"n":{"m1":{},"m2":[{"m1":1},{"m1":1}]} }"""))
            )
        )
            .Count.ShouldBe(1);
    }

    [Fact]
    public void More_events_than_Meta_ever_sends_are_not_read() =>
        PayloadSplitter
            .Split(
                "sandbox",
                Encoding.UTF8.GetBytes(
                    Payload.Body(
                        Payload.Entry(
                            "1",
                            [
                                .. Enumerable
                                    .Range(0, PayloadParts.MaxEvents + 1)
                                    .Select(i => Payload.Change("x", $$"""{"i":{{i}}}""")),
                            ]
                        )
                    )
                )
            )
            .ShouldBeNull();

    [Fact]
    public void Whatever_comes_the_splitter_never_throws_and_its_events_are_JSON()
    {
        var mutations = new Mutations(seed: 7);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var body = mutations.Next();
            var events = Should.NotThrow(() => PayloadSplitter.Split("sandbox", body), Convert.ToBase64String(body));
            foreach (var one in events ?? [])
            {
                Should.NotThrow(() => ReadableJson.Parse(one.Change.ToArray()), Convert.ToBase64String(body));
                read++;
            }
        }
        read.ShouldBeGreaterThan(5_000); // the mutations are mild enough to reach the inside
    }

    private static IReadOnlyList<SplitEvent> Split(string body) =>
        PayloadSplitter.Split("sandbox", Encoding.UTF8.GetBytes(body)).ShouldNotBeNull();

    private static string Text(SplitEvent one) => Encoding.UTF8.GetString(one.Change.Span);
}
