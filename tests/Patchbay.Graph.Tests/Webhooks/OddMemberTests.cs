using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.Webhooks;

/// <summary>Every member of the webhook types comes in every wrong JSON type, and its neighbours come out whole.</summary>
public sealed partial class OddMemberTests
{
    // Each value that says something contains this number.
    private const string _mark = "90210";

    private static readonly string[] _values =
    [
        "null",
        "true",
        "\"true\"",
        _mark,
        $"{_mark}.5",
        "123456789012345678901234567890",
        $"\"odd {_mark}\"",
        $"\"{_mark} cut \\ud83d\"",
        "[]",
        $"[{_mark},\"odd\",null,{{}},[]]",
        "{}",
        $"{{\"odd\":{_mark}}}",
        $"{{\"id\":{{\"odd\":{_mark}}},\"type\":[]}}",
        $"{new string('[', 100)}{_mark}{new string(']', 100)}",
    ];

    public static TheoryData<string> Members => [.. OddPosts.Members().Select(p => p.ToString())];

    [Fact]
    public void Members_of_every_type_of_value_are_tried()
    {
        OddPosts.ValueTypes.ShouldBe(
            typeof(ChangeValue)
                .Assembly.GetTypes()
                .Where(t => t.IsAssignableTo(typeof(ChangeValue)) && t.IsSealed)
                .Except([typeof(UnknownValue)]),
            ignoreOrder: true
        );
        Members.Count.ShouldBeGreaterThan(600);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void An_odd_member_takes_nothing_else_along(string member)
    {
        foreach (var odd in _values)
        {
            var post = OddPosts.With(MemberPath.Of(member), odd);
            var payload = WebhookParser.Parse(Encoding.UTF8.GetBytes(post));
            Handed(payload).ShouldBe(Planted(post), ignoreOrder: true, $"{member} is {odd}");
            if (odd.Contains(_mark, StringComparison.Ordinal))
                Encoding.UTF8.GetString(WebhookParser.Write(payload)).ShouldContain(_mark);
        }
    }

    [Fact]
    public void Half_an_emoji_becomes_the_replacement_character()
    {
        var payload = WebhookParser.Parse(
            """
            {"entry":[{"changes":[{"field":"messages","value":{"messaging_product":"whatsapp","messages":[
            {"id":"a","text":{"body":"cut \ud83d"}},{"id":"b","text":{"body":"\ude00 \\ud83d \uD83D\uDE00"}},
            {"id":"c","hologram":{"name":"x\uD83Dy"}}]}}]}]}
            """u8
        );
        var messages = payload.ReceivedMessages().Select(r => r.Item).ToArray();
        messages[0].Text!.Body.ShouldBe("cut \uFFFD");
        messages[1].Text!.Body.ShouldBe("\uFFFD \\ud83d 😀");
        messages[2].AdditionalData!["hologram"].GetProperty("name").GetString().ShouldBe("x\uFFFDy");
    }

    [Fact]
    public void Bytes_that_are_no_text_become_the_replacement_character()
    {
        var body = """{"entry":[{"id":"a?"},{"id":"b"}]}"""u8.ToArray();
        body[body.IndexOf((byte)'?')] = 0xC3;
        WebhookParser.Parse(body).Entry.Select(e => e.Id).ShouldBe(["a\uFFFD", "b"]);
    }

    [Fact]
    public void A_number_in_the_place_of_a_text_is_read_as_one()
    {
        var payload = WebhookParser.Parse(
            """
            {"entry":[{"changes":[{"field":"messages","value":{"messaging_product":"whatsapp","messages":[
            {"id":"a","type":"system","system":{"type":"user_changed_number","new_wa_id":4915}},
            {"id":"b","type":"contacts","contacts":[{"name":{"formatted_name":"A"},"birthday":2001}]}]}}]}]}
            """u8
        );
        var messages = payload.ReceivedMessages().Select(r => r.Item).ToArray();
        messages[0].System!.NewWaId.ShouldBe("4915");
        messages[1].Contacts!.Single().Birthday.ShouldBe("2001");
    }

    [Fact]
    public void A_flag_may_be_a_text()
    {
        var payload = WebhookParser.Parse(
            """{"object":"instagram","entry":[{"messaging":[{"message":{"mid":"y","is_deleted":"true"}}]}]}"""u8
        );
        payload.MessagingEvents().Single().Message!.IsDeleted.ShouldBe(true);
    }

    [Fact]
    public void What_cannot_be_read_is_kept_beside_the_members()
    {
        var payload = WebhookParser.Parse(
            """
            {"entry":[{"changes":[{"field":"messages","value":{"messaging_product":"whatsapp","messages":[
            {"id":"a","text":17,"context":{"id":["x"],"from":"49"}},5]}}]}]}
            """u8
        );
        var received = payload.ReceivedMessages().Single();
        received.Item.AdditionalData!["text"].GetInt32().ShouldBe(17);
        received.Item.Context!.From.ShouldBe("49");
        received.Item.Context.AdditionalData!["id"].GetRawText().ShouldBe("""["x"]""");
        received.Value.AdditionalData!["messages"].GetRawText().ShouldBe("[5]");
    }

    [GeneratedRegex("whole-[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole { get; }

    private static IEnumerable<string> Planted(string post) => Whole.Matches(post).Select(m => m.Value);

    private static IEnumerable<string> Handed(WebhookPayload payload)
    {
        var values = payload.Entry.SelectMany(e => e.AllChanges()).Select(c => c.Value).OfType<MessagingValue>();
        var messages = payload.ReceivedMessages().Where(r => r.Item.Text?.Body == "whole").Select(r => r.Item.Id);
        var statuses = payload
            .MessageStatuses()
            .Where(r => r.Item.Status == DeliveryStatus.Read)
            .Select(r => r.Item.Id);
        var contacts = values.SelectMany(v => v.Contacts ?? []).Select(c => c.WaId ?? "");
        var events = payload.MessagingEvents().Where(e => e.Message?.Text == "whole").Select(e => e.Message!.Mid);
        return messages.Concat(statuses).Concat(contacts).Concat(events).Where(id => Whole.IsMatch(id));
    }
}
