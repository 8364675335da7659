using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Messages;

/// <summary>A mobile number of Brazil, Mexico or Argentina is one person with and without its extra digit.</summary>
public sealed class NumberSpellingTests
{
    [Theory]
    [InlineData("551187654321", "+5511987654321")]
    [InlineData("5511987654321", "+551187654321")]
    [InlineData("5215512345678", "+525512345678")]
    [InlineData("525512345678", "+5215512345678")]
    [InlineData("5491123456789", "+541123456789")]
    [InlineData("541123456789", "+54 9 11 2345-6789")]
    public async Task A_business_that_types_the_other_spelling_reaches_the_person_who_wrote(string writes, string typed)
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        await WriteAsync(meta, shop, writes);

        var answer = await SendAsync(meta, shop, typed);
        await meta.SettleAsync();

        var contact = answer["contacts"]![0]!;
        ((string)contact["input"]!, (string)contact["wa_id"]!).ShouldBe((typed, writes));
        var status = meta.Webhooks.Of("messages").Where(value => value["statuses"] is not null).ToList()[^1];
        status["statuses"]![0]!["status"]!.ToString().ShouldBe("read");
        status["statuses"]![0]!["recipient_id"]!.ToString().ShouldBe(writes);
    }

    [Theory]
    [InlineData("+525512345678", "5215512345678")]
    [InlineData("+541123456789", "5491123456789")]
    [InlineData("+5511987654321", "5511987654321")]
    [InlineData("+551187654321", "5511987654321")]
    [InlineData("+5541987654321", "554187654321")]
    [InlineData("+551132654321", "551132654321")]
    [InlineData("+4915550001234", "4915550001234")]
    public async Task A_person_who_has_not_written_is_known_by_the_usual_spelling(string typed, string expected)
    {
        await using var meta = await Meta.StartAsync();
        var answer = await SendAsync(meta, meta.Connect(), typed);
        answer["contacts"]![0]!["wa_id"]!.ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task A_person_who_writes_in_the_other_spelling_stays_who_they_are()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        await WriteAsync(meta, shop, "551187654321");
        await WriteAsync(meta, shop, "5511987654321");
        meta.Webhooks.Of("messages")
            .Select(value => value["messages"]![0]!["from"]!.ToString())
            .ShouldBe(["551187654321", "551187654321"]);
    }

    private static async Task WriteAsync(Meta meta, ConnectedNumber shop, string from)
    {
        var body = $$"""{"phone_number_id":"{{shop.PhoneNumberId}}","from":"{{from}}","text":"oi"}""";
        (await meta.PostAsync("_emulator/messages/inbound", body)).ShouldSucceed();
        await meta.SettleAsync();
    }

    private static async Task<JsonNode> SendAsync(Meta meta, ConnectedNumber shop, string to) =>
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                $$$"""{"messaging_product":"whatsapp","to":"{{{to}}}","type":"text","text":{"body":"olá"}}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
}
