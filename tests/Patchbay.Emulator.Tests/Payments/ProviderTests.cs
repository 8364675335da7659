using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Payments;

public sealed class ProviderTests
{
    private const string Abacate = "api.abacatepay.com/v2/";
    private const string Iniciador = "consumer.dev.inic.dev/v1/";
    private const string Key = "abc_dev_shop";
    private const string Webhook = """
        {"name":"w","endpoint":"https://receiver.test/pay","secret":"s3","events":["transparent.completed",
        "transparent.refunded"]}
        """;

    [Theory]
    [InlineData("abc_dev_shop", 200)]
    [InlineData("abc_prod_shop", 200)]
    [InlineData("abc_dev_readonly", 403)]
    [InlineData("abc_dev_revoked", 401)]
    [InlineData("something", 401)]
    public async Task A_merchants_store_can_be_read_only_with_a_valid_key(string key, int status)
    {
        await using var meta = await Meta.StartAsync();

        (await meta.GetAsync(Abacate + "store/get", key)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_key_can_do_only_what_its_permissions_allow()
    {
        await using var meta = await Meta.StartAsync();
        var key = (string)
            (
                await MakeAsync(
                    meta,
                    """{"provider":"abacatepay","name":"Padaria","permissions":["STORE:READ","CHECKOUT:READ"]}"""
                )
            )["credential"]!;

        ((string)(await meta.GetAsync(Abacate + "store/get", key)).ShouldSucceed()["data"]!["name"]!).ShouldBe(
            "Padaria"
        );
        (await meta.GetAsync(Abacate + "transparents/list", key)).Status.ShouldBe(200);
        (
            await meta.PostAsync(Abacate + "transparents/create", """{"method":"PIX","data":{"amount":1000}}""", key)
        ).Status.ShouldBe(403);
        (await meta.GetAsync(Abacate + "webhooks/list", key)).Status.ShouldBe(403);
        (await meta.PostAsync(Abacate + "webhooks/create", Webhook, key)).Status.ShouldBe(403);
        (await meta.GetAsync("api.abacatepay.com/v3/store/get", key)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_merchant_can_answer_with_an_error_status_until_it_is_switched_off(int status)
    {
        await using var meta = await Meta.StartAsync();
        var made = await MakeAsync(meta, """{"provider":"abacatepay"}""");
        var key = (string)made["credential"]!;

        await MakeAsync(meta, $$"""{"id":"{{made["id"]}}","answers_with":{{status}}}""");
        (await meta.GetAsync(Abacate + "store/get", key)).Status.ShouldBe(status);
        await MakeAsync(meta, $$"""{"id":"{{made["id"]}}","answers_with":0}""");
        (await meta.GetAsync(Abacate + "store/get", key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_charge_is_paid_once_sends_a_signed_webhook_and_is_refunded()
    {
        await using var meta = await Meta.StartAsync();
        (await meta.PostAsync(Abacate + "webhooks/create", Webhook, Key)).ShouldSucceed();
        var id = await ChargeAsync(meta, Key);

        (await meta.PostAsync($"{Abacate}transparents/refund", $$"""{"id":"{{id}}"}""", Key)).Status.ShouldBe(400);
        (await meta.PostAsync($"{Abacate}transparents/simulate-payment?id={id}", "{}", Key)).ShouldSucceed();
        (await meta.PostAsync($"{Abacate}transparents/simulate-payment?id={id}", "{}", Key)).Status.ShouldBe(400);
        (await meta.PostAsync($"{Abacate}transparents/refund", $$"""{"id":"{{id}}"}""", Key)).ShouldSucceed();
        await meta.SettleAsync();

        (
            (string)
                (await meta.GetAsync($"{Abacate}transparents/check?id={id}", Key)).ShouldSucceed()["data"]!["status"]!
        ).ShouldBe("REFUNDED");
        meta.Webhooks.All.Select(w => (string)w.Json["event"]!)
            .ShouldBe(["transparent.completed", "transparent.refunded"]);
        var webhook = meta.Webhooks.All[0];
        webhook.Url.Query.ShouldBe("?webhookSecret=s3");
        ((int)webhook.Json["data"]!["transparent"]!["paidAmount"]!).ShouldBe(1000);
        webhook.Provider.ShouldBe(
            Convert.ToBase64String(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(EmulatorDefaults.AbacatePayWebhookKey), webhook.Body)
            )
        );
        (
            (int)(await meta.GetAsync(Abacate + "store/get", Key)).ShouldSucceed()["data"]!["balance"]!["available"]!
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_repeated_external_id_returns_the_same_charge_and_a_charge_expires()
    {
        await using var meta = await Meta.StartAsync();
        const string charge = """{"method":"PIX","data":{"amount":1000,"expiresIn":60,"externalId":"order-1"}}""";
        async Task<string> Create() =>
            (string)
                (await meta.PostAsync(Abacate + "transparents/create", charge, Key)).ShouldSucceed()["data"]!["id"]!;
        var id = await Create();

        (await Create()).ShouldBe(id);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(2));
        (
            (string)
                (await meta.GetAsync($"{Abacate}transparents/check?id={id}", Key)).ShouldSucceed()["data"]!["status"]!
        ).ShouldBe("EXPIRED");
        (await meta.PostAsync($"{Abacate}transparents/simulate-payment?id={id}", "{}", Key)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_merchants_webhook_can_be_read_and_receives_nothing_after_its_deletion()
    {
        await using var meta = await Meta.StartAsync();
        var id = (string)
            (await meta.PostAsync(Abacate + "webhooks/create", Webhook, Key)).ShouldSucceed()["data"]!["id"]!;
        var found = (await meta.GetAsync($"{Abacate}webhooks/get?id={id}", Key)).ShouldSucceed();
        found["data"]!["secret"].ShouldBeNull();
        (await meta.GetAsync($"{Abacate}webhooks/get?id={id}", "abc_dev_other")).Status.ShouldBe(404);

        (await meta.PostAsync(Abacate + "webhooks/delete", $$"""{"id":"{{id}}"}""", Key)).ShouldSucceed();
        (
            await meta.PostAsync("_emulator/payments/pay", $$"""{"id":"{{await ChargeAsync(meta, Key)}}"}""")
        ).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"w","endpoint":"http://shop.test/pay","secret":"s3","events":["transparent.completed"]}""")]
    [InlineData("""{"name":"w","endpoint":"https://shop.test/pay","secret":"s3","events":["made.up"]}""")]
    [InlineData("""{"name":"w","endpoint":"https://shop.test/pay","secret":"s3"}""")]
    [InlineData("""{"name":"w","endpoint":"https://shop.test/pay","events":["transparent.completed"]}""")]
    public async Task A_webhook_needs_https_a_secret_and_known_events(string body)
    {
        await using var meta = await Meta.StartAsync();

        var reply = await meta.PostAsync(Abacate + "webhooks/create", body, Key);

        reply.Status.ShouldBe(400);
        ((bool)reply.Json["success"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_payment_is_visible_only_to_its_client_and_a_token_expires_after_an_hour()
    {
        await using var meta = await Meta.StartAsync();
        (
            await meta.PostAsync(Iniciador + "auth", """{"clientId":"emulator-a","clientSecret":"wrong"}""")
        ).Status.ShouldBe(401);
        var (token, otherToken) = (
            await TokenAsync(meta, "emulator-a", "emulator-a-secret"),
            await TokenAsync(meta, "emulator-b", "emulator-b-secret")
        );
        var id = await PaymentAsync(meta, token);

        (await meta.GetAsync($"{Iniciador}payments/{id}/status", token)).Status.ShouldBe(200);
        (await meta.GetAsync($"{Iniciador}payments/{id}/status", otherToken)).Status.ShouldBe(404);
        (await meta.GetAsync($"{Iniciador}payments/{id}/status", token + "x")).Status.ShouldBe(401);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(1));
        (await meta.GetAsync($"{Iniciador}payments/{id}/status", token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_client_lists_banks_only_when_it_has_participants()
    {
        await using var meta = await Meta.StartAsync();
        var made = await MakeAsync(meta, """{"provider":"iniciador","participants":false}""");
        var token = await TokenAsync(meta, (string)made["credential"]!, (string)made["secret"]!);
        async Task<int> Banks(string query = "") =>
            (await meta.GetAsync($"{Iniciador}participants{query}", token)).ShouldSucceed()["data"]!.AsArray().Count;

        (await Banks()).ShouldBe(0);
        await MakeAsync(meta, $$"""{"id":"{{made["id"]}}","participants":true}""");
        (await Banks()).ShouldBe(2);
        (await Banks("?name=dois")).ShouldBe(1);
        (await Banks("?status=INACTIVE")).ShouldBe(0);
    }

    [Fact]
    public async Task The_hosted_page_gets_a_token_for_its_payment_only()
    {
        await using var meta = await Meta.StartAsync();
        var all = await TokenAsync(meta, "emulator-a", "emulator-a-secret");
        var other = await PaymentAsync(meta, all);
        var opened = (
            await meta.PostAsync(
                Iniciador + "auth/interface",
                """{"clientId":"emulator-a","clientSecret":"emulator-a-secret","payment":{"amount":500}}"""
            )
        ).ShouldSucceed();
        var token = (string)opened["accessToken"]!;

        (await meta.GetAsync($"{Iniciador}payments/{opened["paymentId"]}", token)).Status.ShouldBe(200);
        (await meta.GetAsync($"{Iniciador}payments/{other}", token)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_payment_changes_status_sends_webhooks_and_becomes_final()
    {
        await using var meta = await Meta.StartAsync();
        var made = await MakeAsync(
            meta,
            """{"provider":"iniciador","webhook_url":"https://receiver.test/iniciador"}"""
        );
        var id = await PaymentAsync(meta, await TokenAsync(meta, (string)made["credential"]!, (string)made["secret"]!));
        Task<Reply> Move(string status) =>
            meta.PostAsync("_emulator/payments/pay", $$"""{"id":"{{id}}","status":"{{status}}"}""");

        (await Move("FLOWN_AWAY")).Status.ShouldBe(400);
        (await Move("CONSENT_AUTHORIZED")).ShouldSucceed();
        (await Move("PAYMENT_COMPLETED")).ShouldSucceed();
        (await Move("PAYMENT_PENDING")).Status.ShouldBe(400);
        await meta.SettleAsync();

        meta.Webhooks.All.Select(w => (string)w.Json["status"]!).ShouldBe(["CONSENT_AUTHORIZED", "PAYMENT_COMPLETED"]);
        meta.Webhooks.All[0].Signature.ShouldBeNull();
    }

    private static async Task<JsonNode> MakeAsync(Meta meta, string body) =>
        (await meta.PostAsync("_emulator/payments/merchants", body)).ShouldSucceed();

    private static async Task<string> ChargeAsync(Meta meta, string key) =>
        (string)
            (
                await meta.PostAsync(
                    Abacate + "transparents/create",
                    """{"method":"PIX","data":{"amount":1000}}""",
                    key
                )
            ).ShouldSucceed()["data"]!["id"]!;

    private static async Task<string> TokenAsync(Meta meta, string client, string secret) =>
        (string)
            (
                await meta.PostAsync(Iniciador + "auth", $$"""{"clientId":"{{client}}","clientSecret":"{{secret}}"}""")
            ).ShouldSucceed()["accessToken"]!;

    private static async Task<string> PaymentAsync(Meta meta, string token)
    {
        var reply = await meta.PostAsync(
            Iniciador + "payments",
            """{"participantId":"bank-1","redirectURL":"https://shop.test","amount":500}""",
            token
        );
        reply.Status.ShouldBe(201);
        return (string)reply.Json["id"]!;
    }
}
