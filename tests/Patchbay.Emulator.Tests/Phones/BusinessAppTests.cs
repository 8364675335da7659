using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Phones;

/// <summary>Numbers that stay in the WhatsApp Business app.</summary>
public sealed class BusinessAppTests
{
    [Fact]
    public async Task The_history_comes_in_chunks_by_age_until_it_is_complete()
    {
        await using var meta = await StartAsync();
        var number = Connect(meta);
        for (var i = 0; i < 130; i++)
            meta.Emulator.ReceiveText(number.PhoneNumberId, $"1555010{i % 7:0000}", null, $"old {i}");
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(20));
        for (var i = 0; i < 5; i++)
            meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", null, $"new {i}");
        number = Connect(meta);

        await SynchroniseAsync(meta, number, "history");

        var chunks = meta.Webhooks.Of("history").Select(v => v["history"]![0]!).ToList();
        chunks
            .Select(c => ((int)c["metadata"]!["phase"]!, (int)c["metadata"]!["chunk_order"]!))
            .Order()
            .ShouldBe([(0, 1), (1, 1), (1, 2)]);
        chunks.Max(c => (int)c["metadata"]!["progress"]!).ShouldBe(100);
        chunks.Count(c => (int)c["metadata"]!["progress"]! == 100).ShouldBe(1);
        Messages(chunks).Count.ShouldBe(135);
    }

    [Fact]
    public async Task The_history_has_placeholders_for_files_and_only_recent_files_follow()
    {
        await using var meta = await StartAsync();
        var number = Connect(meta);
        var old = meta.Emulator.Receive(number.PhoneNumberId, "15550100001", "Maria", "image", new JsonObject());
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(15));
        var recent = meta.Emulator.Receive(
            number.PhoneNumberId,
            "15550100001",
            "Maria",
            "image",
            new JsonObject { ["caption"] = "bread" }
        );
        number = Connect(meta);

        await SynchroniseAsync(meta, number, "history");

        var values = meta.Webhooks.Of("history");
        Messages(values.Where(v => v["history"] is not null).Select(v => v["history"]![0]!))
            .ShouldAllBe(m => (string)m["type"]! == "media_placeholder" && m["image"] == null);
        var followed = values
            .Where(v => v["messages"] is not null)
            .Select(v => v["messages"]![0]!)
            .ShouldHaveSingleItem();
        ((string)followed["id"]!).ShouldBe(recent);
        ((string)followed["image"]!["caption"]!).ShouldBe("bread");
        followed["image"]!["id"].ShouldNotBeNull();
        recent.ShouldNotBe(old);
    }

    [Fact]
    public async Task A_business_that_declines_to_share_chats_sends_an_error()
    {
        await using var meta = await StartAsync();
        var number = Connect(meta, declines: true);
        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "secret");

        await SynchroniseAsync(meta, number, "history");

        var history = meta.Webhooks.Of("history").ShouldHaveSingleItem()["history"]![0]!;
        ((int)history["errors"]![0]!["code"]!).ShouldBe(2593109);
        history["threads"].ShouldBeNull();
    }

    [Fact]
    public async Task A_message_typed_in_the_business_app_is_echoed_and_opens_no_window()
    {
        await using var meta = await StartAsync();
        var number = Connect(meta);

        var sent = (
            await meta.PostAsync(
                "_emulator/messages/echo",
                $$"""{"phone_number_id":"{{number.PhoneNumberId}}","to":"5511987654321","text":"from the app"}"""
            )
        ).ShouldSucceed();
        await meta.SettleAsync();

        var echo = meta.Webhooks.Of("smb_message_echoes").ShouldHaveSingleItem()["message_echoes"]![0]!;
        ((string)echo["id"]!).ShouldBe((string)sent["id"]!);
        ((string)echo["to"]!).ShouldBe("5511987654321");
        ((string)echo["text"]!["body"]!).ShouldBe("from the app");
        meta.Webhooks.Of("messages").ShouldBeEmpty();
        var answer = await meta.SendTextAsync(number, "5511987654321");
        await meta.SettleAsync();
        meta.Webhooks.Statuses(answer).ShouldBe(["failed"]);
    }

    [Fact]
    public async Task An_echo_is_refused_for_a_number_outside_the_app()
    {
        await using var meta = await StartAsync();

        (
            await meta.PostAsync(
                "_emulator/messages/echo",
                $$"""{"phone_number_id":"{{meta.Connect().PhoneNumberId}}","to":"5511987654321","text":"x"}"""
            )
        ).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Contacts_are_synchronised()
    {
        await using var meta = await StartAsync();
        var number = Connect(meta);

        await SynchroniseAsync(meta, number, "smb_app_state_sync");

        meta.Webhooks.Of("smb_app_state_sync").ShouldHaveSingleItem()["state_sync"]!
            .AsArray()
            .Select(c => (string)c!["contact"]!["full_name"]!)
            .ShouldContain("Maria Costa");
    }

    private static async Task<Meta> StartAsync()
    {
        var meta = await Meta.StartAsync();
        (
            await meta.PostAsync(
                $"v23.0/{meta.Emulator.AppId}/subscriptions",
                """
                {"object":"whatsapp_business_account","callback_url":"https://receiver.test/app",
                "verify_token":"right","fields":"messages,history,smb_app_state_sync,smb_message_echoes"}
                """,
                meta.Emulator.AppToken
            )
        ).ShouldSucceed();
        return meta;
    }

    /// <summary>Onboards the number again, so that it may be synchronised again.</summary>
    private static ConnectedNumber Connect(Meta meta, bool declines = false) =>
        meta.Emulator.Connect(
            new SignupChoices
            {
                BusinessName = "App Shop",
                PhoneNumber = "+1 555 201 0001",
                Coexistence = true,
                DeclineHistory = declines,
            }
        );

    private static async Task SynchroniseAsync(Meta meta, ConnectedNumber number, string type)
    {
        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/smb_app_data",
                $$"""{"messaging_product":"whatsapp","sync_type":"{{type}}"}""",
                number.AccessToken
            )
        ).ShouldSucceed();
        await meta.SettleAsync();
    }

    private static List<JsonNode> Messages(IEnumerable<JsonNode> chunks) =>
        [.. chunks.SelectMany(c => c["threads"]!.AsArray()).SelectMany(t => t!["messages"]!.AsArray()).Select(m => m!)];
}
