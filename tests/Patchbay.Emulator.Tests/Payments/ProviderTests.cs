namespace Patchbay.Emulator.Tests.Payments;

public sealed class ProviderTests
{
    [Theory]
    [InlineData("abc_dev_shop", 200)]
    [InlineData("abc_dev_readonly", 403)]
    [InlineData("abc_dev_revoked", 401)]
    [InlineData("something", 401)]
    public async Task A_merchants_key_shows_in_its_store(string key, int status)
    {
        await using var meta = await Meta.StartAsync();

        (await meta.GetAsync("api.abacatepay.com/v2/store/get", key)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_charge_is_paid_once_and_told()
    {
        await using var meta = await Meta.StartAsync();
        const string host = "api.abacatepay.com/v2/";
        const string key = "abc_dev_shop";
        (await meta.PostAsync(host + "webhooks/create", """{"name":"w","endpoint":"https://receiver.test/pay","secret":"s3","events":["transparent.completed"]}""", key)).ShouldSucceed();
        var id = (string)(await meta.PostAsync(host + "transparents/create", """{"method":"PIX","data":{"amount":1000}}""", key)).ShouldSucceed()["data"]!["id"]!;

        (await meta.PostAsync($"{host}transparents/simulate-payment?id={id}", "{}", key)).ShouldSucceed();
        (await meta.PostAsync($"{host}transparents/simulate-payment?id={id}", "{}", key)).Status.ShouldBe(400);
        await meta.SettleAsync();

        ((string)(await meta.GetAsync($"{host}transparents/check?id={id}", key)).ShouldSucceed()["data"]!["status"]!).ShouldBe("PAID");
        meta.Webhooks.All.Single().Url.Query.ShouldBe("?webhookSecret=s3");
    }

    [Fact]
    public async Task An_initiated_payment_belongs_to_its_client()
    {
        await using var meta = await Meta.StartAsync();
        const string host = "consumer.dev.inic.dev/v1/";
        (await meta.PostAsync(host + "auth", """{"clientId":"emulator-a","clientSecret":"wrong"}""")).Status.ShouldBe(401);
        var one = (string)(await meta.PostAsync(host + "auth", """{"clientId":"emulator-a","clientSecret":"emulator-a-secret"}""")).ShouldSucceed()["accessToken"]!;
        var other = (string)(await meta.PostAsync(host + "auth", """{"clientId":"emulator-b","clientSecret":"emulator-b-secret"}""")).ShouldSucceed()["accessToken"]!;

        var reply = await meta.PostAsync(host + "payments", """{"participantId":"bank-1","redirectURL":"https://shop.test","amount":500}""", one);
        reply.Status.ShouldBe(201);
        var id = (string)reply.Json["id"]!;

        (await meta.GetAsync($"{host}payments/{id}/status", one)).Status.ShouldBe(200);
        (await meta.GetAsync($"{host}payments/{id}/status", other)).Status.ShouldBe(404);
    }
}
