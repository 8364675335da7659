using Patchbay.Server.Outgoing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>What an endpoint of payload version 1 gets, event by event.</summary>
public sealed class EventVersionsTests
{
    /// <summary>The data of a message as version 1 has it, with odd spellings that must stay.</summary>
    private const string Message = """
        {"instanceId":"i","messageId":"m","channel":"whatsapp","connectionId":"pc","accountId":"a","phoneNumberId":"p","phoneNumber":"+1","wabaId":"w","contactPhone":null,"contactName":"M\u00e1ria \"M\" ","contactId":"49","businessScopedUserId":"U","username":null,"direction":"inbound","type":"text","content":{ "body" : "Hi \ud83d\ude00","extra":1,"context":{} },"wamid":"wamid.1","mid":null,"mailMessageId":null,"status":"failed","externalId":"e","metadata":{"pricing":[1, 2]},"error":{"code":1,"title":"t","advice":null},"timestamp":"2026-01-15T10:30:00.000Z"}
        """;

    private static readonly Dictionary<string, string> OnceOtherNames = new()
    {
        ["account.alert"] = "account.updated",
        ["call.received"] = "account.updated",
        ["call.ended"] = "account.updated",
        ["call.status_updated"] = "account.updated",
        ["contact.preferences_updated"] = "account.updated",
        ["template.quality_updated"] = "account.updated",
        ["template.category_updated"] = "account.updated",
        ["template.components_updated"] = "account.updated",
        ["flow.updated"] = "account.updated",
        ["group.updated"] = "account.updated",
        ["security.updated"] = "account.updated",
        ["conversation.handover"] = "account.updated",
        ["conversation.standby"] = "account.updated",
    };

    [Fact]
    public void An_event_that_version_1_has_keeps_its_name_and_every_byte()
    {
        foreach (var name in EventNames.KnownIn(EventVersions.First).Append(EventNames.WebhookTest))
        {
            var data = name.StartsWith("message.", StringComparison.Ordinal) ? Message : """{ "n":1 ,"extra":{}}""";
            EventVersions.InFirst(name, data, null).ShouldBe(new EventVersion(name, data), name);
            EventVersions.NameIn(EventVersions.First, name, null).ShouldBe(name);
            EventVersions.NameIn(EventVersions.Current, name, null).ShouldBe(name);
        }
    }

    [Fact]
    public void Version_1_of_a_message_lacks_the_members_that_came_later_and_keeps_the_bytes_of_the_others()
    {
        var current = Message
            .Replace("\"status\":", "\"source\":\"business_app\",\"status\":", StringComparison.Ordinal)
            .Replace("\"advice\":null}", "\"advice\":null,\"details\":\"d\",\"href\":\"h\"}", StringComparison.Ordinal)
            .Replace(
                "\"timestamp\":",
                "\"context\":{\"id\":\"q\"},\"referral\":{\"a\":[{}]},\"groupId\":\"g\",\"errors\":[],\"extra\":{\"x\":1},\"timestamp\":",
                StringComparison.Ordinal
            )
            .Replace("{\"instanceId\"", "{\"pricing\":null,\"instanceId\"", StringComparison.Ordinal);
        EventVersions.InFirst(EventNames.MessageFailed, current, null)!.DataJson.ShouldBe(Message);
    }

    [Fact]
    public void A_message_without_an_error_and_one_with_no_known_member_stay_objects()
    {
        EventVersions
            .InFirst(EventNames.MessageSent, """{"error":null}""", null)!
            .DataJson.ShouldBe("""{"error":null}""");
        EventVersions.InFirst(EventNames.MessageSent, """{"extra":{"a":1}}""", null)!.DataJson.ShouldBe("{}");
    }

    [Fact]
    public void An_event_with_a_later_name_has_its_earlier_name_and_the_same_data()
    {
        const string data = """{"phoneNumberId":null,"wabaId":"w","field":"f","value":{ "extra" : [1] }}""";
        foreach (var (name, once) in OnceOtherNames)
        {
            EventVersions.InFirst(name, data, null).ShouldBe(new EventVersion(once, data), name);
            EventVersions.NameIn(EventVersions.Current, name, null).ShouldBe(name);
        }
    }

    [Fact]
    public void Every_other_event_of_the_current_version_has_no_form_in_version_1_unless_it_brings_one()
    {
        var others = EventNames.Known.Except(EventNames.KnownIn(EventVersions.First)).Except(OnceOtherNames.Keys);
        foreach (var name in others)
        {
            EventVersions.InFirst(name, "{}", null).ShouldBeNull(name);
            EventVersions.NameIn(EventVersions.First, name, null).ShouldBeNull(name);
            var own = EventVersions.Write(
                EventNames.MessageReceived,
                Message.Replace("{\"instanceId\"", "{\"groupId\":\"g\",\"instanceId\"", StringComparison.Ordinal)
            );
            EventVersions
                .InFirst(name, "{}", own)
                .ShouldBe(new EventVersion(EventNames.MessageReceived, Message), name);
            EventVersions.NameIn(EventVersions.First, name, own).ShouldBe(EventNames.MessageReceived);
            EventVersions.NameIn(EventVersions.Current, name, own).ShouldBe(name);
        }
    }
}
