using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Graph.Tests.Support;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.Webhooks;

public sealed class ParseTests
{
    private static readonly Dictionary<string, JsonNode> _samples = Samples
        .Load("webhooks.json")
        .ToDictionary(s => s.Name, s => s.Payload);

    public static TheoryData<string> Names => [.. _samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_survives_a_round_trip(string name)
    {
        var copy = JsonNode.Parse(WebhookParser.Write(Parse(name)));
        Samples.Lost(_samples[name], copy).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_is_read_as_the_serializer_reads_it(string name)
    {
        var slow = JsonSerializer.Deserialize(_samples[name].ToJsonString(), WebhooksJson.Default.WebhookPayload)!;
        Encoding
            .UTF8.GetString(WebhookParser.Write(Parse(name)))
            .ShouldBe(Encoding.UTF8.GetString(WebhookParser.Write(slow)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_of_a_known_field_has_its_type(string name)
    {
        var unknown = Parse(name).Entry.SelectMany(e => e.Changes ?? []).Where(c => c.Value is UnknownValue).ToArray();
        unknown.Length.ShouldBe(name is "a field that nobody knows yet" or "a known field of another shape" ? 1 : 0);
    }

    [Fact]
    public void A_text_message_is_read_with_its_sender_and_number()
    {
        var value = Value<MessagingValue>("text with advertisement and reply");
        var message = value.Messages!.Single();
        (message.Type, message.Text?.Body, message.Timestamp, message.FromUserId).ShouldBe(
            (InboundType.Text, "Olá ä 😀", 1760000000, "US.1234567890")
        );
        (message.Context?.Id, message.Referral?.CtwaClid, value.Contacts?.Single().Profile?.Name).ShouldBe(
            ("wamid.Q", "click", "Ana Prova")
        );
        (value.Metadata?.PhoneNumberId).ShouldBe("1000000001");
    }

    [Fact]
    public void Messages_and_statuses_of_all_entries_come_with_their_number()
    {
        var payload = WebhookParser.Parse(
            """
            {"entry":[{"changes":[{"value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"1"},
            "messages":[{"id":"a"},{"id":"b"}]},"field":"messages"},{"value":{"x":1},"field":"new"}]},
            {"changes":[{"value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"2"},
            "statuses":[{"id":"c","status":"read"}],"message_echoes":[{"id":"d"}]},"field":"messages"}]},
            {"messaging":[{"timestamp":5}]}]}
            """u8
        );
        payload.ReceivedMessages().Select(r => (r.PhoneNumberId, r.Item.Id)).ShouldBe([("1", "a"), ("1", "b")]);
        payload.MessageStatuses().Select(r => (r.PhoneNumberId, r.Item.Id)).ShouldBe([("2", "c")]);
        payload.MessagingEvents().Single().Timestamp.ShouldBe(5);
    }

    [Fact]
    public void A_change_written_into_the_entry_has_its_type()
    {
        var entry = Parse("instagram comment in the entry").Entry.Single();
        var change = entry.AllChanges().ShouldHaveSingleItem();
        (change.Field, change.Value.ShouldBeOfType<CommentValue>().Text).ShouldBe(("comments", "t"));
    }

    [Fact]
    public void A_payment_and_an_edited_caption_are_typed()
    {
        var payment = Value<MessagingValue>("a payment").Statuses!.Single().Payment!;
        (payment.ReferenceId, payment.Amount?.Value, payment.Transaction?.Status).ShouldBe(
            ("order-17", 5000, "success")
        );
        Value<MessagingValue>("media too large, and a caption that changed")
            .Messages![1]
            .Edit!.Message!.Image!.Caption.ShouldBe("new");
    }

    [Fact]
    public void ToString_shows_neither_number_nor_text() =>
        Value<MessagingValue>("text with advertisement and reply")
            .Messages!.Single()
            .ToString()
            .ShouldBe("InboundMessage");

    [Fact]
    public void An_unknown_message_type_keeps_its_object()
    {
        var message = Value<MessagingValue>("a type that nobody knows yet").Messages!.Single();
        (message.Type?.Value).ShouldBe("hologram");
        message.AdditionalData!["hologram"].GetProperty("depth").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void An_unknown_field_keeps_its_value() =>
        Value<UnknownValue>("a field that nobody knows yet")
            .Raw.GetProperty("deep")
            .GetProperty("er")
            .GetArrayLength()
            .ShouldBe(3);

    [Fact]
    public void A_quality_change_under_the_status_fields_name_is_recognized() =>
        Value<TemplateQualityValue>("template quality under the wrong name")
            .NewQualityScore.ShouldBe(Patchbay.Graph.PhoneNumbers.QualityRating.Yellow);

    [Fact]
    public void A_template_id_beyond_doubles_precision_stays_exact() =>
        Value<TemplateStatusValue>("template status").MessageTemplateId.ShouldBe("1689556908129832");

    [Theory]
    [InlineData("capability as number", "2000")]
    [InlineData("capability as name", "TIER_10K")]
    public void A_limit_may_be_a_number_or_a_name(string sample, string limit) =>
        Value<CapabilityValue>(sample).MaxDailyConversationsPerBusiness.ShouldBe(limit);

    [Fact]
    public void Samples_that_show_a_choice_as_a_list_are_read()
    {
        var payload = WebhookParser.Parse(
            """
            {"entry":[{"changes":[{"field":"account_update","value":{"ban_info":{"waba_ban_state":["DISABLE",
            "REINSTATE"]}}}]}]}
            """u8
        );
        (((AccountUpdateValue)payload.Entry[0].Changes![0].Value).BanInfo?.WabaBanState).ShouldBe("DISABLE");
    }

    [Fact]
    public void The_field_name_may_precede_the_value()
    {
        var payload = WebhookParser.Parse(
            """{"entry":[{"changes":[{"field":"security","value":{"event":"PIN_CHANGED"}}]}]}"""u8
        );
        payload.Entry[0].Changes![0].Value.ShouldBeOfType<SecurityValue>().Event.ShouldBe(SecurityEvent.PinChanged);
    }

    [Fact]
    public void A_member_name_with_escapes_is_recognized()
    {
        var payload = WebhookParser.Parse(
            """{"\u006fbject":"page","entry":[{"\u0069d":17,"time":"1760000000","new":{"a":[1]}}]}"""u8
        );
        (payload.Object, payload.Entry[0].Id, payload.Entry[0].Time).ShouldBe((WebhookObject.Page, "17", 1760000000));
        payload.Entry[0].AdditionalData!["new"].GetProperty("a").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_message_whose_id_is_null_is_handed_out_like_one_without_an_id()
    {
        var payload = WebhookParser.Parse(
            """
            {"entry":[{"changes":[{"value":{"messaging_product":"whatsapp","messages":[{"id":null},{"id":"b"}]},
            "field":"messages"}]}]}
            """u8
        );
        payload.ReceivedMessages().Select(r => r.Item.Id).ShouldBe(["", "b"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"entry\":[")]
    [InlineData("{\"entry\":[]} {}")]
    [InlineData("{\"object\":\"cut \\uD83\"}")]
    public void A_body_that_is_not_JSON_throws_JsonException(string body) =>
        Should.Throw<JsonException>(() => WebhookParser.Parse(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("null", "{")]
    [InlineData("[]", "{")]
    [InlineData("{\"entry\":{}}", "\"entry\":{}")]
    [InlineData("{\"entry\":[{\"changes\":[1]}]}", "\"entry\":[{\"changes\":[1]}]")]
    [InlineData("{\"object\":1}", "\"object\":1")]
    [InlineData("{\"entry\":null}", "{")]
    [InlineData("{\"entry\":[null]}", "\"entry\":[null]")]
    public void JSON_that_is_no_webhook_is_read_and_kept(string body, string kept) =>
        Encoding
            .UTF8.GetString(WebhookParser.Write(WebhookParser.Parse(Encoding.UTF8.GetBytes(body))))
            .ShouldContain(kept);

    [Fact]
    public void A_truncated_or_changed_sample_fails_only_with_JsonException()
    {
        var random = new Lcg(20260105);
        foreach (var sample in _samples.Values)
        {
            var bytes = Encoding.UTF8.GetBytes(sample.ToJsonString());
            for (var i = 0; i < 60; i++)
            {
                var changed = bytes.AsSpan(0, random.Next(1, bytes.Length + 1)).ToArray();
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                try
                {
                    WebhookParser.Parse(changed);
                }
                catch (JsonException)
                {
                    continue;
                }
            }
        }
    }

    /// <summary>A small random number generator with a fixed sequence.</summary>
    private sealed class Lcg(uint state)
    {
        private uint _state = state;

        public int Next(int below)
        {
            _state = unchecked((_state * 1_664_525) + 1_013_904_223);
            return (int)((ulong)_state * (ulong)below >> 32);
        }

        public int Next(int from, int below) => from + Next(below - from);
    }

    private static WebhookPayload Parse(string name) =>
        WebhookParser.Parse(Encoding.UTF8.GetBytes(_samples[name].ToJsonString()));

    private static T Value<T>(string name)
        where T : ChangeValue => Parse(name).Entry.Single().Changes!.Single().Value.ShouldBeOfType<T>();
}
