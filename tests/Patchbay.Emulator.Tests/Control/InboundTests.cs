using System.Text.Json.Nodes;
using Patchbay.Emulator.Messages;

namespace Patchbay.Emulator.Tests.Control;

/// <summary>Every type of inbound message, in the form of Meta's webhook.</summary>
public sealed class InboundTests
{
    public static TheoryData<string, string> Types =>
        new()
        {
            { "text", """{"body":"hello"}""" },
            { "image", """{"caption":"bread"}""" },
            { "video", "{}" },
            { "audio", "{}" },
            { "sticker", "{}" },
            { "document", """{"filename":"menu.pdf"}""" },
            { "location", """{"latitude":38.7,"longitude":-9.1,"name":"Square"}""" },
            { "contacts", """[{"name":{"formatted_name":"Joana Lima"},"phones":[{"phone":"+1 555 010 0077"}]}]""" },
            { "reaction", """{"message_id":"wamid.X","emoji":"\u2764"}""" },
            { "interactive", """{"type":"button_reply","button_reply":{"id":"yes","title":"Yes"}}""" },
            { "button", """{"payload":"STOP","text":"Stop"}""" },
            {
                "order",
                """
                    {"catalog_id":"1","product_items":[{"product_retailer_id":"a","quantity":1,"item_price":2.5,
                    "currency":"USD"}]}
                    """
            },
            { "system", """{"body":"changed","type":"user_changed_number","wa_id":"15550100008"}""" },
            { "edit", """{"original_message_id":"wamid.X","message":{"type":"text","text":{"body":"better"}}}""" },
            { "revoke", """{"original_message_id":"wamid.X"}""" },
            { "unsupported", """{"type":"poll"}""" },
        };

    [Fact]
    public async Task Every_other_member_of_a_message_is_played_as_it_was_given()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        const string members = """
            {"context":{"from":"1","id":"wamid.Q","forwarded":true},"group_id":"G1",
            "referral":{"source_type":"ad","source_id":"120","ctwa_clid":"CLID"},"identity":{"hash":"h"},
            "timestamp":1700000000,"errors":[{"code":131051,"title":"t"}],"new":[1,{"a":null}]}
            """;

        (
            await meta.PostAsync(
                "_emulator/messages/inbound",
                $$"""
                {"phone_number_id":"{{number.PhoneNumberId}}","from":"15550100001","text":"hi",{{members.Trim()[1..]}}
                """
            )
        ).ShouldSucceed();
        await meta.SettleAsync();

        var message = meta.Webhooks.Of("messages").ShouldHaveSingleItem()["messages"]![0]!;
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            JsonNode.DeepEquals(message[name], value).ShouldBeTrue($"{name}: {message.ToJsonString()}");
        message["name"].ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_reaches_the_business(string type, string content)
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        var id = (string)
            (
                await meta.PostAsync(
                    "_emulator/messages/inbound",
                    $$"""
                    {"phone_number_id":"{{number.PhoneNumberId}}","from":"+1 555 010 0001","name":"Maria",
                    "type":"{{type}}","{{type}}":{{content}}}
                    """
                )
            ).ShouldSucceed()["id"]!;
        await meta.SettleAsync();

        var message = meta.Webhooks.Of("messages").ShouldHaveSingleItem()["messages"]![0]!;
        ((string)message["id"]!).ShouldBe(id);
        ((string)message["type"]!).ShouldBe(type);
        foreach (var (name, value) in (JsonNode.Parse(content) as JsonObject) ?? [])
            JsonNode.DeepEquals(message[type]![name], value).ShouldBeTrue(message.ToJsonString());
    }

    [Fact]
    public void Every_type_the_emulator_knows_is_tried() =>
        Types
            .Select(row => row.Data.Item1)
            .Order(StringComparer.Ordinal)
            .ShouldBe(InboundMessages.Types.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_file_of_the_customer_can_be_downloaded()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        byte[] content = [1, 2, 3, 4];

        (
            await meta.PostAsync(
                "_emulator/messages/inbound",
                $$"""
                {"phone_number_id":"{{number.PhoneNumberId}}","from":"15550100001","type":"document",
                "document":{"mime_type":"application/pdf"},"media_base64":"{{Convert.ToBase64String(content)}}"}
                """
            )
        ).ShouldSucceed();
        await meta.SettleAsync();
        var id = (string)meta.Webhooks.Of("messages").Single()["messages"]![0]!["document"]!["id"]!;
        var url = (string)(await meta.GetAsync($"v23.0/{id}", number.AccessToken)).ShouldSucceed()["url"]!;

        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new("Bearer", number.AccessToken);
        using var file = await meta.Http.SendAsync(request, Meta.Cancel);
        (await file.Content.ReadAsByteArrayAsync(Meta.Cancel)).ShouldBe(content);
    }

    [Theory]
    [InlineData("""{"phone_number_id":"1","from":"15550100001","text":"x"}""")]
    [InlineData("""{"phone_number_id":"{number}","from":"nobody","text":"x"}""")]
    [InlineData("""{"phone_number_id":"{number}","from":"15550100001","type":"telegram","telegram":{}}""")]
    [InlineData("""{"phone_number_id":"{number}","from":"15550100001"}""")]
    [InlineData(
        """{"phone_number_id":"{number}","from":"15550100001","type":"image","image":{},"media_base64":"%%%"}"""
    )]
    public async Task An_impossible_inbound_message_is_refused_and_sends_no_webhook(string body)
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        (
            await meta.PostAsync(
                "_emulator/messages/inbound",
                body.Replace("{number}", number.PhoneNumberId, StringComparison.Ordinal)
            )
        ).Status.ShouldBe(400);

        await meta.SettleAsync();
        meta.Webhooks.Of("messages").ShouldBeEmpty();
    }
}
