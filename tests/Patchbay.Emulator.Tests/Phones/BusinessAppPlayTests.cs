using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Phones;

/// <summary>Earlier chats of a business app in any amount and order.</summary>
public sealed class BusinessAppPlayTests
{
    [Fact]
    public async Task Chats_are_made_in_each_phase_and_sent_out_of_order_doubled_and_lost()
    {
        await using var meta = await StartAsync();
        var number = meta.Emulator.Connect(new SignupChoices { Coexistence = true });
        await ControlAsync(
            meta,
            "business_app",
            $$"""
            {"phone_number_id":"{{number.PhoneNumberId}}","messages":[40,60,20],"chats":5,"media_every":10,
            "chunk_size":10,"shuffle":true,"double":1,"lose":2}
            """
        );

        await SynchroniseAsync(meta, number);
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(30));
        await meta.SettleAsync();

        var chunks = Chunks(meta);
        chunks.Count.ShouldBe(13, "twelve chunks, of which one comes twice");
        chunks.Select(Key).Distinct().Count().ShouldBe(12);
        chunks.Select(Key).ShouldNotBe(chunks.Select(Key).Order());
        meta.Emulator.Deliveries.Count(delivery => delivery.Field == "history" && delivery.Attempts.Count > 1)
            .ShouldBe(2, "two chunks are lost at first and sent again");
        Chunks(meta)
            .SelectMany(chunk => chunk["threads"]!.AsArray())
            .SelectMany(thread => thread!["messages"]!.AsArray())
            .Select(message => (string)message!["id"]!)
            .Distinct()
            .Count()
            .ShouldBe(120);
    }

    [Fact]
    public async Task A_contact_that_is_removed_has_only_its_number()
    {
        await using var meta = await StartAsync();
        var number = meta.Emulator.Connect(new SignupChoices { Coexistence = true });
        await ControlAsync(
            meta,
            "business_app/contacts",
            $$"""{"phone_number_id":"{{number.PhoneNumberId}}","phone":"+1 555 777 0001","action":"remove"}"""
        );
        await meta.SettleAsync();

        var item = meta.Webhooks.Of("smb_app_state_sync").ShouldHaveSingleItem()["state_sync"]![0]!;
        ((string)item["action"]!).ShouldBe("remove");
        item["contact"]!.AsObject().Select(member => member.Key).ShouldBe(["phone_number"]);
    }

    [Fact]
    public async Task An_offboarded_number_neither_sends_nor_receives_until_it_comes_back()
    {
        await using var meta = await StartAsync();
        var number = meta.Emulator.Connect(new SignupChoices { Coexistence = true });
        await meta.SettleAsync();
        await ControlAsync(meta, "numbers", Offboard(number, "true"));
        (await meta.PostAsync($"v23.0/{number.PhoneNumberId}/messages", Text, number.AccessToken)).Status.ShouldBe(400);

        await meta.SettleAsync();
        await ControlAsync(meta, "numbers", Offboard(number, "false"));
        (await meta.PostAsync($"v23.0/{number.PhoneNumberId}/messages", Text, number.AccessToken)).ShouldSucceed();
        await meta.SettleAsync();
        meta.Webhooks.Of("account_update")
            .Select(value => (string)value["event"]!)
            .ShouldBe(["PARTNER_ADDED", "ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED"]);
    }

    private const string Text =
        """{"messaging_product":"whatsapp","to":"15550100001","type":"text","text":{"body":"Hi"}}""";

    private static string Offboard(ConnectedNumber number, string leaves) =>
        $$"""{"phone_number_id":"{{number.PhoneNumberId}}","offboard":{{leaves}}}""";

    private static List<JsonNode> Chunks(Meta meta) =>
        [.. meta.Webhooks.Of("history").Where(value => value["history"] is not null).Select(v => v["history"]![0]!)];

    private static (int Phase, int Order) Key(JsonNode chunk) =>
        ((int)chunk["metadata"]!["phase"]!, (int)chunk["metadata"]!["chunk_order"]!);

    private static async Task<Meta> StartAsync()
    {
        var meta = await Meta.StartAsync();
        (
            await meta.PostAsync(
                $"v23.0/{meta.Emulator.AppId}/subscriptions",
                """
                {"object":"whatsapp_business_account","callback_url":"https://receiver.test/app",
                "verify_token":"right","fields":"messages,history,smb_app_state_sync,account_update"}
                """,
                meta.Emulator.AppToken
            )
        ).ShouldSucceed();
        return meta;
    }

    private static async Task ControlAsync(Meta meta, string path, string json) =>
        (await meta.PostAsync($"_emulator/{path}", json)).ShouldSucceed();

    private static async Task SynchroniseAsync(Meta meta, ConnectedNumber number)
    {
        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/smb_app_data",
                """{"messaging_product":"whatsapp","sync_type":"history"}""",
                number.AccessToken
            )
        ).ShouldSucceed();
        await meta.SettleAsync();
    }
}
