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

        events.Select(split => split.Kind).ShouldBe([InboundKind.Message, InboundKind.Message, InboundKind.Status]);
        events.ShouldAllBe(split =>
            split.NumberId == "77"
            && split.EntryId == "1"
            && split.Field == "messages"
            && split.Object == "whatsapp_business_account"
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
    public void An_item_without_a_usable_id_becomes_an_event_of_its_own()
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
            .Select(split => split.Kind)
            .ShouldBe([
                InboundKind.Other,
                InboundKind.Other,
                InboundKind.Other,
                InboundKind.Other,
                InboundKind.Message,
            ]);
        events.Select(split => split.Key).Distinct().Count().ShouldBe(5);
        events.ShouldAllBe(split => split.NumberId == "77");
    }

    [Fact]
    public void Each_participants_status_has_its_own_key_and_other_changes_are_keyed_by_their_bytes()
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
        events.Select(split => split.Key).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void An_event_has_the_same_key_in_every_body_and_another_key_in_another_environment()
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
    public void A_body_with_one_event_is_kept_byte_for_byte()
    {
        var body = Payload.Body(Payload.Entry("1", Payload.Text("77", "wamid.1")));
        Text(Split(body)[0]).ShouldBe(body);
    }

    [Fact]
    public void Instagram_events_are_split_and_each_has_its_own_key()
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
            .Select(split => (split.Field, split.Kind))
            .ShouldBe([
                ("messaging", InboundKind.Message),
                ("messaging", InboundKind.Other),
                ("messaging", InboundKind.Message),
                ("standby", InboundKind.Message),
                ("comments", InboundKind.Other),
            ]);
        // The deletion of a message has the mid of the message.
        events.Select(split => split.Key).Distinct().Count().ShouldBe(5);
        events.ShouldAllBe(split => split.Object == "instagram" && split.EntryId == "9" && split.NumberId == null);
        Text(events[1]).ShouldBe($$"""{"object":"instagram","entry":[{"id":"9","time":1,"messaging":[{{read}}]}]}""");
    }

    [Fact]
    public void A_comment_directly_in_the_entry_is_read_like_a_listed_change()
    {
        const string value = """{"id":"c","text":"Nice"}""";
        var bare = Split(
            $$"""{"object":"instagram","entry":[{"id":"9","time":1,"field":"comments","value":{{value}}}]}"""
        )[0];
        var listed = Split(
            $$"""
            {"object":"instagram","entry":[{"id":"9","time":1,"changes":[{"value":{{value}},
            "field":"comments"}]}]}
            """.ReplaceLineEndings("")
        )[0];

        (bare.Key, bare.Field, Text(bare)).ShouldBe((listed.Key, "comments", Text(listed)));
    }

    [Fact]
    public void Keys_of_messages_begin_with_the_second_in_which_the_message_was_written()
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
            $$"""
            {"object":"page","entry":[{"id":"9","messaging":[{"message":{"mid":"m"},
            "timestamp":1768473000999}]}]}
            """.ReplaceLineEndings("")
        );

        // A repeated status may have another time.
        (Second(whatsApp[0]), Second(messenger[0]), Second(whatsApp[1])).ShouldBe((1768473000u, 1768473000u, 0u));

        static uint Second(SplitEvent split) =>
            System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(split.Key.ToByteArray(bigEndian: true));
    }

    private static string Mid(string mid, string more = "") =>
        $$"""
            {"sender":{"id":"5"},"recipient":{"id":"9"},"timestamp":1,"message":{"mid":"{{mid}}",
            "text":"x"{{more}} } }
            """.ReplaceLineEndings("");

    [Fact]
    public void A_repeated_member_is_detected_even_when_escaped_or_among_many_members()
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
    public void A_body_with_too_many_events_is_not_split() =>
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
    public void The_splitter_never_throws_and_its_events_are_JSON()
    {
        var mutations = new Mutations(seed: 7);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var body = mutations.Next();
            var events = Should.NotThrow(() => PayloadSplitter.Split("sandbox", body), Convert.ToBase64String(body));
            foreach (var split in events ?? [])
            {
                Should.NotThrow(() => ReadableJson.Parse(split.Change.ToArray()), Convert.ToBase64String(body));
                read++;
            }
        }
        read.ShouldBeGreaterThan(5_000); // enough mutated bodies are still payloads
    }

    private static IReadOnlyList<SplitEvent> Split(string body) =>
        PayloadSplitter.Split("sandbox", Encoding.UTF8.GetBytes(body)).ShouldNotBeNull();

    private static string Text(SplitEvent split) => Encoding.UTF8.GetString(split.Change.Span);
}
