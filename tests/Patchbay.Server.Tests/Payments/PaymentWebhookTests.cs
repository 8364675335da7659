using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Payments;

/// <summary>Reports of payment providers, from the provider's call to the customer's server.</summary>
public sealed class PaymentWebhookTests : IAsyncLifetime
{
    private const string Key = "abc_dev_shop",
        Secret = "the-secret-of-this-webhook",
        Paid = """{"id":"log_1","event":"transparent.completed","data":{"amount":1000}}""";

    private Stage _stage = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _receiver = await WebhookReceiver.StartAsync();
        await _stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{_receiver.Url}}","events":["payment.updated"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_at_AbacatePay_is_reported_to_the_customers_server()
    {
        var made = await AbacatePayAsync();
        using var provider = new HttpClient
        {
            BaseAddress = _stage.Meta.BaseAddress,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
        };
        await provider
            .PostJsonAsync(
                "/api.abacatepay.com/v2/webhooks/create",
                $$"""
                {"name":"x","endpoint":"{{made.Text("webhook_url")}}","secret":"{{Secret}}",
                "events":["transparent.completed"]}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var charge = await provider
            .PostJsonAsync("/api.abacatepay.com/v2/transparents/create", """{"amount":1000}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        var id = charge.GetProperty("data").Text("id");

        await provider
            .PostJsonAsync($"/api.abacatepay.com/v2/transparents/simulate-payment?id={id}", "{}")
            .ShouldBeAsync(HttpStatusCode.OK);

        var told = (await _receiver.NextAsync("payment.updated")).Data;
        (told.Text("connectionId"), told.Text("provider"), told.Text("channel"), told.Text("providerEvent")).ShouldBe(
            (made.Id(), "abacate_pay", "payments", "transparent.completed")
        );
        told.GetProperty("payload").GetProperty("data").GetProperty("transparent").Text("id").ShouldBe(id);
        told.Text("providerId").ShouldBe(told.GetProperty("payload").Text("id"));
    }

    [Fact]
    public async Task A_repeated_notice_is_delivered_once()
    {
        var path = PathOf(await AbacatePayAsync());
        await CallAsync(path, Paid).ShouldBeAsync(HttpStatusCode.OK);
        await CallAsync(path, Paid.Replace("1000", "1000,\"attempt\":2", StringComparison.Ordinal))
            .ShouldBeAsync(HttpStatusCode.OK);
        await CallAsync(path, Paid.Replace("log_1", "log_2", StringComparison.Ordinal))
            .ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.ScalarAsync<int>("select count(*) from events where type = 'payment.updated'")).ShouldBe(2);
    }

    [Fact]
    public async Task The_secret_and_the_signature_must_both_be_right_and_every_refusal_is_the_same()
    {
        var made = await AbacatePayAsync();
        var path = PathOf(made);
        var signed = Sign(Paid);
        await RefusedAsync(CallAsync(path, Paid, secret: null));
        await RefusedAsync(CallAsync(path, Paid, secret: "the-secret-of-another-connection"));
        await RefusedAsync(CallAsync(path, Paid, secret: ""));
        // The wrong secret in the query counts, although the header has the right secret.
        await RefusedAsync(CallAsync($"{path}?webhookSecret=the-secret-of-another-one", Paid));
        foreach (
            var signature in new[]
            {
                null,
                "",
                "nonsense!",
                signed[..^4],
                Sign(Paid + " "),
                Convert.ToHexStringLower(Convert.FromBase64String(signed)),
            }
        )
            await RefusedAsync(CallAsync(path, Paid, Secret, signature, isSigned: false));
        await RefusedAsync(
            CallAsync(path.Replace(made.Id(), "pc_000000000000000000000000", StringComparison.Ordinal), Paid)
        );
        await RefusedAsync(CallAsync(path.Replace("abacate-pay", "iniciador", StringComparison.Ordinal), Paid));
        await RefusedAsync(CallAsync(path.Replace("abacate-pay", "another", StringComparison.Ordinal), Paid));
        await _stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        await RefusedAsync(CallAsync(path, Paid));
        (await _stage.ScalarAsync<int>("select count(*) from payment_notices")).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_without_a_webhook_secret_refuses_every_notice()
    {
        var made = await _stage
            .Api.PostJsonAsync($"{Root}/abacate-pay", $$"""{"display_name":"Shop","api_key":"{{Key}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await RefusedAsync(CallAsync(PathOf(made), Paid, secret: ""));
        await RefusedAsync(CallAsync(PathOf(made), Paid, secret: null));
        await RefusedAsync(CallAsync(PathOf(made), Paid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":1,"id":2}""")]
    [InlineData("""{"id":"\u0000"}""")]
    public async Task A_signed_body_that_is_not_a_valid_JSON_object_is_refused(string body)
    {
        var path = PathOf(await AbacatePayAsync());
        await CallAsync(path, body).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_json");
        (await _stage.ScalarAsync<int>("select count(*) from payment_notices")).ShouldBe(0);
    }

    [Fact]
    public async Task Iniciador_proves_itself_by_the_secret_in_its_address()
    {
        var made = await _stage
            .Api.PostJsonAsync(
                $"{Root}/iniciador",
                $$"""
                {"display_name":"Shop","client_id":"emulator-shop","client_secret":"emulator-shop-secret",
                 "webhook_secret":"{{Secret}}",
                 "payment_receiver":{"name":"Padaria","tax_id":"12345678000195","ispb":"12345678",
                 "account_number":"123456","account_type":"CACC"} }
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        const string pending = """{"id":"5f0c","status":"PAYMENT_PENDING"}""",
            completed = """{"id":"5f0c","status":"PAYMENT_COMPLETED"}""";
        await RefusedAsync(CallAsync(PathOf(made), pending, secret: null));

        foreach (var body in new[] { pending, pending, completed })
        {
            await _stage
                .Host.Anonymous.PostJsonAsync($"{PathOf(made)}?webhookSecret={Secret}", body)
                .ShouldBeAsync(HttpStatusCode.OK);
        }

        var first = (await _receiver.NextAsync("payment.updated")).Data;
        var second = (await _receiver.NextAsync("payment.updated")).Data;
        new[] { first, second }
            .Select(report => $"{report.Text("provider")} {report.Text("providerId")} {report.Text("providerEvent")}")
            .Order()
            .ShouldBe(["iniciador 5f0c PAYMENT_COMPLETED", "iniciador 5f0c PAYMENT_PENDING"]);
    }

    private static string PathOf(JsonElement connection) => new Uri(connection.Text("webhook_url")!).AbsolutePath;

    private static string Sign(string body) =>
        Convert.ToBase64String(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(EmulatorDefaults.AbacatePayWebhookKey),
                Encoding.UTF8.GetBytes(body)
            )
        );

    private static Task RefusedAsync(Task<HttpResponseMessage> call) =>
        call.ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "webhook_not_proven");

    private async Task<JsonElement> AbacatePayAsync() =>
        await _stage
            .Api.PostJsonAsync(
                $"{Root}/abacate-pay",
                $$"""{"display_name":"Shop","api_key":"{{Key}}","webhook_secret":"{{Secret}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>Calls as AbacatePay does, with the secret and the signature in headers.</summary>
    private Task<HttpResponseMessage> CallAsync(
        string path,
        string body,
        string? secret = Secret,
        string? signature = null,
        bool isSigned = true
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = HttpJson.Json(body) };
        if (secret is not null)
            request.Headers.Add("X-Webhook-Secret", secret);
        if ((isSigned ? Sign(body) : signature) is { } text)
            request.Headers.TryAddWithoutValidation("X-Webhook-Signature", text);
        return _stage.Host.Anonymous.SendAsync(request);
    }
}
