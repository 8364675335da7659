using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

public sealed class SendingTests
{
    public static TheoryData<string, string> MessageObjects =>
        new()
        {
            { "text", """{"body":"Hello https://example.com","preview_url":true}""" },
            { "image", """{"link":"https://example.com/a.png","caption":"A"}""" },
            { "video", """{"link":"https://example.com/a.mp4"}""" },
            { "audio", """{"link":"https://example.com/a.ogg"}""" },
            { "document", """{"link":"https://example.com/a.pdf","filename":"a.pdf"}""" },
            { "sticker", """{"link":"https://example.com/a.webp"}""" },
            { "location", """{"latitude":-34.6,"longitude":-58.4,"name":"Obelisco"}""" },
            {
                "contacts",
                """[{"name":{"formatted_name":"Ana Souza","first_name":"Ana"},"phones":[{"phone":"+5511999990000"}]}]"""
            },
            { "reaction", """{"message_id":"{wamid}","emoji":"👍"}""" },
            {
                "interactive",
                """
                    {"type":"button","body":{"text":"Yes?"},"action":{"buttons":[{"type":"reply","reply":{"id":"y",
                    "title":"Yes"}}]}}
                    """.ReplaceLineEndings("")
            },
            { "template", """{"name":"hello_world","language":{"code":"en_US"}}""" },
        };

    [Theory, EachDatabase]
    public async Task A_text_given_as_a_string_is_sent_and_returned_as_a_message(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();

        var sent = await stage.SentAsync(phone, """{"type":"text","to":"15550100001","text":"Olá ✅"}""");

        sent.GetProperty("wamid").GetString().ShouldStartWith("wamid.");
        sent.GetProperty("to").GetString().ShouldBe("+15550100001");
        sent.GetProperty("direction").GetString().ShouldBe("outbound");
        sent.GetProperty("phoneNumberId").GetString().ShouldBe(phone.Id);
        sent.GetProperty("content").GetProperty("body").GetString().ShouldBe("Olá ✅");
        var asked = JsonNode.Parse(stage.Sends(phone).ShouldHaveSingleItem().Body!)!;
        asked["messaging_product"]!.GetValue<string>().ShouldBe("whatsapp");
        asked["text"]!["body"]!.GetValue<string>().ShouldBe("Olá ✅");
        asked["biz_opaque_callback_data"]!.GetValue<string>().ShouldBe(sent.GetProperty("id").GetString());
    }

    [Theory, MemberData(nameof(MessageObjects))]
    public async Task Every_type_of_message_reaches_Meta_unchanged(string type, string content)
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        content = content.Replace(
            "{wamid}",
            stage.Meta.ReceiveText(phone.MetaPhoneNumberId, MessageStage.Customer, "Ana", "Hi"),
            StringComparison.Ordinal
        );

        var sent = await stage.SentAsync(
            phone,
            $$"""{"type":"{{type}}","to":"+15550100001","{{type}}":{{content}},"biz_opaque_callback_data":"mine"}"""
        );

        sent.GetProperty("type").GetString().ShouldBe(type);
        JsonNode
            .DeepEquals(JsonNode.Parse(sent.GetProperty("content").GetRawText()), JsonNode.Parse(content))
            .ShouldBeTrue();
        var asked = JsonNode.Parse(stage.Sends(phone).ShouldHaveSingleItem().Body!)!;
        JsonNode.DeepEquals(asked[type], JsonNode.Parse(content)).ShouldBeTrue();
        asked["biz_opaque_callback_data"]!.GetValue<string>().ShouldBe("mine");
    }

    [Fact]
    public async Task History_is_newest_first_in_pages_and_each_message_is_found_by_id()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await stage.SentAsync(phone)).GetProperty("id").GetString()!);
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await stage
            .Api.GetAsync($"/v1/phones/{phone.Id}/messages?limit=2")
            .ShouldBeAsync(System.Net.HttpStatusCode.OK);
        var second = await stage
            .Api.GetAsync($"/v1/phones/{phone.Id}/messages?limit=2&page=2")
            .ShouldBeAsync(System.Net.HttpStatusCode.OK);

        IdsOf(first).ShouldBe([ids[2], ids[1]]);
        IdsOf(second).ShouldBe([ids[0]]);
        var paging = first.GetProperty("meta").GetProperty("pagination");
        (paging.GetProperty("total").GetInt32(), paging.GetProperty("hasMore").GetBoolean()).ShouldBe((3, true));
        second.GetProperty("meta").GetProperty("pagination").GetProperty("hasMore").GetBoolean().ShouldBeFalse();
        (await stage.MessageAsync(ids[0])).GetProperty("id").GetString().ShouldBe(ids[0]);
    }

    private static IEnumerable<string?> IdsOf(JsonElement list) =>
        list.GetProperty("data").EnumerateArray().Select(message => message.GetProperty("id").GetString());
}
