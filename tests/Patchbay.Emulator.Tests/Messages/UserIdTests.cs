using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Messages;

/// <summary>Business-scoped user ids and usernames of customers.</summary>
public sealed class UserIdTests
{
    private const string Maria = "15550100001";

    [Fact]
    public async Task A_customer_has_one_user_id_in_a_portfolio_and_another_in_other_portfolios()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect("Shop");
        var second = meta.Emulator.Connect(
            new SignupChoices { BusinessId = shop.BusinessId, WabaName = "Second account" }
        );
        var other = meta.Connect("Other");

        var ids = new List<string>();
        foreach (var number in new[] { shop, second, other })
            ids.Add((string)(await ReceiveAsync(meta, number))["contacts"]![0]!["user_id"]!);

        ids[0].ShouldMatch("^US\\.[0-9]{19,20}$");
        ids[1].ShouldBe(ids[0]);
        ids[2].ShouldNotBe(ids[0]);
    }

    [Fact]
    public async Task A_message_to_the_user_id_reaches_the_customer()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        var id = (string)(await ReceiveAsync(meta, shop))["contacts"]![0]!["user_id"]!;

        var answer = (await SendAsync(meta, shop, id)).ShouldSucceed();
        await meta.SettleAsync();

        answer["contacts"]![0]!
            .ToJsonString()
            .ShouldBe($$"""{"input":"{{id}}","wa_id":"{{Maria}}","user_id":"{{id}}"}""");
        var status = meta
            .Webhooks.Of("messages")
            .Where(v => v["statuses"] is not null)
            .Select(v => v["statuses"]![0]!)
            .First();
        ((string)status["recipient_user_id"]!).ShouldBe(id);
        ((string)status["recipient_id"]!).ShouldBe(Maria);
    }

    [Fact]
    public async Task The_phone_number_of_a_customer_with_a_username_is_hidden_when_it_was_not_used()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        await SetAsync(meta, $$"""{"phone":"{{Maria}}","name":"Maria","username":"maria.costa"}""");

        var value = await ReceiveAsync(meta, shop);
        var contact = value["contacts"]![0]!;
        contact["wa_id"].ShouldBeNull();
        ((string)contact["profile"]!["username"]!).ShouldBe("@maria.costa");
        value["messages"]![0]!["from"].ShouldBeNull();
        ((string)value["messages"]![0]!["from_user_id"]!).ShouldBe((string)contact["user_id"]!);

        var answer = (await SendAsync(meta, shop, (string)contact["user_id"]!)).ShouldSucceed();
        await meta.SettleAsync();
        answer["contacts"]![0]!["wa_id"].ShouldBeNull();
        meta.Webhooks.Of("messages")
            .Where(v => v["statuses"] is not null)
            .ShouldAllBe(v =>
                v["statuses"]![0]!["recipient_id"] == null && v["statuses"]![0]!["recipient_user_id"] != null
            );
    }

    [Fact]
    public async Task A_message_to_the_phone_number_keeps_it_visible_for_thirty_days()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        await SetAsync(meta, $$"""{"phone":"{{Maria}}","username":"maria.costa"}""");
        await meta.SendTextAsync(shop, Maria);

        (await ReceiveAsync(meta, shop))["contacts"]![0]!["wa_id"].ShouldNotBeNull();
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(31));
        (await ReceiveAsync(meta, shop))["contacts"]![0]!["wa_id"].ShouldBeNull();
    }

    [Fact]
    public async Task A_phone_number_stays_visible_when_a_customer_who_wrote_takes_a_username()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        await ReceiveAsync(meta, shop);

        await SetAsync(meta, $$"""{"phone":"{{Maria}}","username":"maria.costa"}""");

        (await ReceiveAsync(meta, shop))["contacts"]![0]!["wa_id"].ShouldNotBeNull();
    }

    [Fact]
    public async Task An_id_of_another_portfolio_is_refused_and_nothing_is_sent()
    {
        await using var meta = await StartAsync();
        var (shop, other) = (meta.Connect("Shop"), meta.Connect("Other"));
        var id = (string)(await ReceiveAsync(meta, other))["contacts"]![0]!["user_id"]!;

        (await SendAsync(meta, shop, id)).ShouldBeRefused(131009);
        (await SendAsync(meta, shop, Maria)).ShouldBeRefused(131009);
        await meta.SettleAsync();
        meta.Webhooks.Of("messages").ShouldAllBe(v => v["statuses"] == null);
    }

    [Fact]
    public async Task A_phone_number_wins_over_a_user_id_in_the_same_send()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        var id = (string)(await ReceiveAsync(meta, shop))["contacts"]![0]!["user_id"]!;

        var answer = (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                $$$"""
                {"messaging_product":"whatsapp","to":"15550100002","recipient":"{{{id}}}","text":{"body":"hi"}}
                """,
                shop.AccessToken
            )
        ).ShouldSucceed();

        ((string)answer["contacts"]![0]!["wa_id"]!).ShouldBe("15550100002");
    }

    [Fact]
    public async Task Authentication_codes_need_a_phone_number()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        var id = (string)(await ReceiveAsync(meta, shop))["contacts"]![0]!["user_id"]!;
        (
            await meta.PostAsync(
                $"v23.0/{shop.WabaId}/message_templates",
                """
                {"name":"code","language":"en_US","category":"AUTHENTICATION","components":[{"type":"BODY",
                "add_security_recommendation":true},{"type":"BUTTONS","buttons":[{"type":"OTP",
                "otp_type":"COPY_CODE"}]}]}
                """,
                shop.AccessToken
            )
        ).ShouldSucceed();
        await meta.SettleAsync();
        const string Template = """
            "template":{"name":"code","language":{"code":"en_US"},"components":[{"type":"body",
            "parameters":[{"type":"text","text":"123456"}]},{"type":"button","sub_type":"url","index":"0",
            "parameters":[{"type":"text","text":"123456"}]}]}
            """;

        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                $$$"""{"messaging_product":"whatsapp","recipient":"{{{id}}}","type":"template",{{{Template}}}}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(131062);
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                $$$"""{"messaging_product":"whatsapp","to":"{{{Maria}}}","type":"template",{{{Template}}}}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
    }

    [Fact]
    public async Task A_changed_number_sends_a_system_message_and_gets_a_new_user_id()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        var before = (string)(await ReceiveAsync(meta, shop))["contacts"]![0]!["user_id"]!;

        await SetAsync(meta, $$"""{"phone":"{{Maria}}","new_phone":"15550100009"}""");
        await meta.SettleAsync();

        var value = meta.Webhooks.Of("messages")[^1];
        value["contacts"].ShouldBeNull();
        var system = value["messages"]![0]!["system"]!;
        ((string)system["type"]!).ShouldBe("user_changed_number");
        ((string)system["wa_id"]!).ShouldBe("15550100009");
        ((string)system["user_id"]!).ShouldNotBe(before);
    }

    [Fact]
    public async Task Portfolios_of_one_parent_share_a_parent_user_id()
    {
        await using var meta = await StartAsync();
        var (shop, sister) = (meta.Connect("Shop"), meta.Connect("Sister"));
        foreach (var number in new[] { shop, sister })
            (
                await meta.PostAsync(
                    "_emulator/numbers",
                    $$"""{"phone_number_id":"{{number.PhoneNumberId}}","parent_portfolio":"holding"}"""
                )
            ).ShouldSucceed();

        var (first, second) = (
            (await ReceiveAsync(meta, shop))["contacts"]![0]!,
            (await ReceiveAsync(meta, sister))["contacts"]![0]!
        );

        ((string)first["parent_user_id"]!).ShouldStartWith("US.ENT.");
        ((string)second["parent_user_id"]!).ShouldBe((string)first["parent_user_id"]!);
        ((string)second["user_id"]!).ShouldNotBe((string)first["user_id"]!);
    }

    [Fact]
    public async Task The_block_list_takes_user_ids()
    {
        await using var meta = await StartAsync();
        var shop = meta.Connect();
        var id = (string)(await ReceiveAsync(meta, shop))["contacts"]![0]!["user_id"]!;

        var answer = (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/block_users",
                $$"""{"messaging_product":"whatsapp","block_users":[{"user_id":"{{id}}"}]}""",
                shop.AccessToken
            )
        ).ShouldSucceed();

        ((string)answer["block_users"]!["added_users"]![0]!["wa_id"]!).ShouldBe(Maria);
    }

    private static async Task<Meta> StartAsync()
    {
        var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        return meta;
    }

    private static async Task SetAsync(Meta meta, string customer) =>
        (await meta.PostAsync("_emulator/customers", customer)).ShouldSucceed();

    private static async Task<JsonNode> ReceiveAsync(Meta meta, ConnectedNumber number)
    {
        var id = meta.Emulator.ReceiveText(number.PhoneNumberId, Maria, null, "hello");
        await meta.SettleAsync();
        return meta.Webhooks.Of("messages").Single(v => (string?)v["messages"]?[0]!["id"] == id);
    }

    private static Task<Reply> SendAsync(Meta meta, ConnectedNumber number, string recipient) =>
        meta.PostAsync(
            $"v23.0/{number.PhoneNumberId}/messages",
            $$$"""{"messaging_product":"whatsapp","recipient":"{{{recipient}}}","type":"text","text":{"body":"hi"}}""",
            number.AccessToken
        );
}
