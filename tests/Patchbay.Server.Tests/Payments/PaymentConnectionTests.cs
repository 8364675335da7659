using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Payments;

public sealed class PaymentConnectionTests : IAsyncLifetime
{
    private const string Receiver = """
        {"name":"Padaria Aurora","tax_id":"12345678000195","bank_name":"Banco Um","ispb":"12345678",
        "issuer":"0001","account_number":"123456789","account_type":"CACC"}
        """;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_AbacatePay_store_is_connected_and_shows_its_capabilities()
    {
        var made = await AbacatePayAsync("abc_dev_shop").ShouldBeAsync(HttpStatusCode.Created);
        made.ShouldFollow(FieldTable.Connection);
        (made.Text("provider"), made.Text("channel"), made.Text("status")).ShouldBe(
            ("abacate_pay", "payments", "connected")
        );
        made.GetProperty("webhook_secret_configured").GetBoolean().ShouldBeTrue();
        made.GetProperty("payment_capabilities")
            .GetRawText()
            .ShouldBe(
                """{"hosted_payment_link":true,"fixed_receiver":true,"webhook_hmac":true,"dynamic_receiver":false}"""
            );
        made.GetRawText().ShouldNotContain("abc_dev_shop");
        made.GetRawText().ShouldNotContain("a-webhook-secret");
        var payments = await _stage.ChannelAsync("payments");
        (
            payments.GetProperty("ready").GetBoolean(),
            payments.Text("active_mode"),
            payments.Text("active_connection_id")
        ).ShouldBe((true, "abacate_pay", made.Id()));
    }

    [Fact]
    public async Task Iniciador_is_connected_and_masks_the_numbers_of_the_receiver()
    {
        var made = await IniciadorAsync().ShouldBeAsync(HttpStatusCode.Created);
        made.ShouldFollow(FieldTable.Connection);
        made.Text("default_participant_id").ShouldBe("bank-1");
        var receiver = made.GetProperty("payment_receiver");
        (receiver.Text("tax_id"), receiver.Text("account_number"), receiver.Text("account_type")).ShouldBe(
            ("**********0195", "*****6789", "CACC")
        );
        receiver
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["name", "tax_id", "bank_name", "ispb", "issuer", "account_number", "account_type"]);
        made.GetRawText().ShouldNotContain("emulator-shop-secret");
        (await _stage.ChannelAsync("payments")).Text("active_mode").ShouldBe("iniciador");
    }

    [Fact]
    public async Task With_several_usable_connections_the_active_connection_has_to_be_chosen()
    {
        var first = await AbacatePayAsync("abc_dev_shop").ShouldBeAsync(HttpStatusCode.Created);
        var second = await IniciadorAsync().ShouldBeAsync(HttpStatusCode.Created);
        var open = await _stage.ChannelAsync("payments");
        (open.GetProperty("ready").GetBoolean(), open.Text("status"), open.Text("reason")).ShouldBe(
            (false, "selection_required", "selection_required")
        );

        foreach (var chosen in new[] { first, second })
        {
            (
                await _stage
                    .Api.PatchJsonAsync($"{Root}/{chosen.Id()}", """{"active":true}""")
                    .ShouldBeAsync(HttpStatusCode.OK)
            )
                .GetProperty("active")
                .GetBoolean()
                .ShouldBeTrue();
            var payments = await _stage.ChannelAsync("payments");
            (payments.GetProperty("ready").GetBoolean(), payments.Text("active_connection_id")).ShouldBe(
                (true, chosen.Id())
            );
        }
        (await _stage.ReadConnectionAsync(first.Id())).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Credentials_that_the_provider_refuses_store_nothing()
    {
        await AbacatePayAsync("abc_dev_revoked")
            .ShouldBeErrorAsync(400, "provider_error", "payment_provider_credentials_invalid", "api_key");
        await AbacatePayAsync("another-key")
            .ShouldBeErrorAsync(400, "provider_error", "payment_provider_credentials_invalid", "api_key");
        await IniciadorAsync(secret: "wrong")
            .ShouldBeErrorAsync(400, "provider_error", "payment_provider_credentials_invalid", "client_secret");
        await IniciadorAsync(participant: "bank-9")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "default_participant_id");
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_a_502()
    {
        await using var stage = await Stage.StartAsync(
            settings: new Dictionary<string, string?> { ["Payments:Sandbox:AbacatePayUrl"] = "http://127.0.0.1:9/v2" }
        );
        await stage
            .Api.PostJsonAsync($"{Root}/abacate-pay", """{"display_name":"x","api_key":"abc_dev_shop"}""")
            .ShouldBeErrorAsync(502, "provider_error", "payment_provider_unavailable");
    }

    [Fact]
    public async Task A_key_can_be_rotated_a_revoked_key_is_refused_and_a_read_only_key_names_no_store()
    {
        var made = await AbacatePayAsync("abc_dev_shop").ShouldBeAsync(HttpStatusCode.Created);
        (await _stage.RotateAsync(made.Id(), "abc_dev_shop_second_key")).Text("credential_last_four").ShouldBe("_key");
        await _stage
            .Api.PostJsonAsync($"{Root}/{made.Id()}/rotate", """{"access_token":"abc_dev_revoked"}""")
            .ShouldBeErrorAsync(400, "provider_error", "payment_provider_credentials_invalid", "access_token");

        var readOnly = await AbacatePayAsync("abc_dev_readonly").ShouldBeAsync(HttpStatusCode.Created);
        readOnly.Text("provider_account_id").ShouldBeNull();
        readOnly.Id().ShouldNotBe(made.Id());
    }

    [Fact]
    public async Task Connecting_a_store_again_keeps_its_id_and_its_webhook_secret_can_be_changed()
    {
        var made = await AbacatePayAsync("abc_dev_shop").ShouldBeAsync(HttpStatusCode.Created);
        (await AbacatePayAsync("abc_dev_shop").ShouldBeAsync(HttpStatusCode.OK)).Id().ShouldBe(made.Id());
        var before = (await _stage.RowAsync(made.Id())).WebhookSecret;
        await _stage
            .Api.PatchJsonAsync($"{Root}/{made.Id()}", """{"webhook_secret":"another-secret"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.RowAsync(made.Id())).WebhookSecret.ShouldNotBe(before);
        await _stage
            .Api.PatchJsonAsync($"{Root}/{made.Id()}", """{"webhook_secret":"short"}""")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "webhook_secret");
        await _stage
            .Api.PatchJsonAsync($"{Root}/{made.Id()}", "{}")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "active");
    }

    [Fact]
    public async Task A_disconnected_provider_leaves_no_secret()
    {
        var made = await IniciadorAsync().ShouldBeAsync(HttpStatusCode.Created);
        await _stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        var row = await _stage.RowAsync(made.Id());
        (row.ApiSecret, row.WebhookSecret, row.PaymentReceiver).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task An_agent_is_checked_at_its_own_address_and_shows_its_capabilities()
    {
        await using var agents = await AgentsAsync();
        var url = agents.Urls.First();
        var made = await AgentAsync("agent-1", url).ShouldBeAsync(HttpStatusCode.Created);
        made.Text("channel").ShouldBe("agentic_payments");
        made.GetProperty("agentic_capabilities")
            .GetRawText()
            .ShouldBe(
                """
                {"mcp_tools":true,"reusable_authorizations":false,"hosted_authorization":false,
                "hosted_payment_confirmation":false,"polling":true}
                """.ReplaceLineEndings("")
            );
        (await _stage.ChannelAsync("agentic_payments")).GetProperty("ready").GetBoolean().ShouldBeTrue();
        await AgentAsync("agent-2", url)
            .ShouldBeErrorAsync(400, "provider_error", "payment_provider_agent_unknown", "agent_id");
        foreach (
            var bad in new[]
            {
                "http://10.0.0.1",
                "http://example.com",
                "ftp://example.com",
                "https://169.254.169.254/latest",
                "https://example.com/?a=b",
                "nonsense",
            }
        )
        {
            await AgentAsync("agent-1", bad)
                .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "agentic_api_base_url");
        }
    }

    [Theory]
    [InlineData("abacate-pay", """{"api_key":"k"}""", "display_name")]
    [InlineData("abacate-pay", """{"display_name":"x"}""", "api_key")]
    [InlineData("abacate-pay", """{"display_name":"x","api_key":"k","webhook_secret":"short"}""", "webhook_secret")]
    [InlineData("iniciador", """{"display_name":"x","client_secret":"s"}""", "client_id")]
    [InlineData("iniciador", """{"display_name":"x","client_id":"c"}""", "client_secret")]
    [InlineData("iniciador", """{"display_name":"x","client_id":"c","client_secret":"s"}""", "payment_receiver")]
    [InlineData(
        "iniciador",
        """{"channel":"whatsapp","display_name":"x","client_id":"c","client_secret":"s"}""",
        "channel"
    )]
    [InlineData(
        "iniciador",
        """{"display_name":"x","client_id":"c","client_secret":"s","payment_receiver":{"name":"n","tax_id":"1"}}""",
        "payment_receiver.tax_id"
    )]
    [InlineData(
        "iniciador",
        """
            {"display_name":"x","client_id":"c","client_secret":"s","payment_receiver":{"name":"n",
            "tax_id":"12345678901","ispb":"12345678","account_number":"12345","account_type":"SAVINGS"}}
            """,
        "payment_receiver.account_type"
    )]
    public Task Bad_input_is_refused_and_names_the_parameter(string route, string body, string param) =>
        _stage
            .Api.PostJsonAsync($"{Root}/{route}", body)
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", param);

    private Task<HttpResponseMessage> AbacatePayAsync(string key) =>
        _stage.Api.PostJsonAsync(
            $"{Root}/abacate-pay",
            $$"""{"display_name":"Shop","api_key":"{{key}}","webhook_secret":"a-webhook-secret"}"""
        );

    private Task<HttpResponseMessage> IniciadorAsync(
        string secret = "emulator-shop-secret",
        string participant = "bank-1"
    ) =>
        _stage.Api.PostJsonAsync(
            $"{Root}/iniciador",
            $$"""
            {"display_name":"Shop","client_id":"emulator-shop","client_secret":"{{secret}}",
            "default_participant_id":"{{participant}}","payment_receiver":{{Receiver}}}
            """
        );

    private Task<HttpResponseMessage> AgentAsync(string agent, string url) =>
        _stage.Api.PostJsonAsync(
            $"{Root}/iniciador",
            $$"""
            {"channel":"agentic_payments","display_name":"Agent","client_id":"emulator-shop",
            "client_secret":"emulator-shop-secret","agent_id":"{{agent}}","agentic_api_base_url":"{{url}}",
            "payment_receiver":{{Receiver}}}
            """
        );

    private static async Task<WebApplication> AgentsAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet(
            "/agents/agent-1",
            (HttpContext http) =>
                http.Request.Headers.Authorization.Count == 1
                    ? Results.Text("""{"id":"agent-1","capabilities":["mcp_tools","polling"]}""", "application/json")
                    : Results.StatusCode(401)
        );
        await app.StartAsync();
        return app;
    }
}
