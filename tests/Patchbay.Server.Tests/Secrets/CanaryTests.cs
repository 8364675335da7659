using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Secrets;

/// <summary>
/// The server of every test is watched for secrets in log lines, refusals and the database; a leak fails the test when
/// its server is disposed. These tests use all secrets on one server, and prove that each kind of leak is found.
/// </summary>
public sealed partial class CanaryTests
{
    private const string WebhookSecret = "canary-webhook-secret-0001",
        LinkSecret = "canary-link-secret-0002",
        PaymentHook = "canary-payment-hook-0003",
        ApiKey = "abc_dev_canary_api_key_0004",
        ClientSecret = "emulator-canary-0005-secret",
        HeaderValue = "canary-header-value-0006",
        Pin = "739154",
        VerifyToken = "canaryVerifyToken0007",
        BadToken = "EAAcanary-bad-token-0008",
        BadKey = "abc_dev_revoked_canary_0009",
        BadCode = "canary-code-0010",
        TaxId = "98765432000198",
        AccountNumber = "98765432109";

    [Theory, EachDatabase]
    public async Task No_secret_is_in_a_log_in_the_database_or_in_an_answer(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(
            kind,
            settings: new Dictionary<string, string?> { ["Meta:Sandbox:WebhookVerifyToken"] = VerifyToken }
        );
        foreach (
            var secret in new[]
            {
                WebhookSecret,
                LinkSecret,
                PaymentHook,
                ApiKey,
                ClientSecret,
                HeaderValue,
                BadToken,
                BadKey,
                BadCode,
                TaxId,
                AccountNumber,
                $"\"{Pin}\"",
            }
        )
        {
            stage.Host.Canaries.Add("a secret of this test", secret);
        }
        await UseSecretsAsync(stage);
    }

    [Fact]
    public async Task A_secret_in_a_log_line_is_found()
    {
        var host = await PatchbayHost.StartAsync();
        SayWith(host.Get<ILoggerFactory>().CreateLogger("any"), PatchbayHost.MasterKey);
        (
            await Should.ThrowAsync<InvalidOperationException>(async () => await host.DisposeAsync())
        ).Message.ShouldContain("the master key is in a log line");
    }

    [Theory, EachDatabase]
    public async Task A_secret_in_any_column_is_found(DatabaseKind kind)
    {
        var host = await PatchbayHost.StartAsync(kind);
        var token = "EAA" + new string('x', 180);
        await host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "insert into schema_files (name, applied_at) values (@token, 0)",
                        new { token }
                    ),
                default
            );
        (
            await Should.ThrowAsync<InvalidOperationException>(async () => await host.DisposeAsync())
        ).Message.ShouldContain("something of a secret's shape is in the database");
    }

    [Fact]
    public async Task A_secret_in_a_refusal_is_found()
    {
        var host = await PatchbayHost.StartAsync(services: services => services.AddSingleton<IStartupFilter, Echo>());
        await host.Anonymous.PostJsonAsync("/echo", """{"access_token":"a-token-that-comes-back"}""");
        (
            await Should.ThrowAsync<InvalidOperationException>(async () => await host.DisposeAsync())
        ).Message.ShouldContain("access_token of /echo is in the refusal of POST /echo");
    }

    private static async Task UseSecretsAsync(Stage stage)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var linked = await stage.ConnectAsync(
            linkJson: $$"""
            {"name":"x","webhookUrl":"{{receiver.Url}}","webhookSecret":"{{LinkSecret}}","webhookEvents":["*"]}
            """
        );
        // The answer that creates an endpoint shows its secret once by design, so it is not checked.
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""
                {"url":"{{receiver.Url}}","events":["*"],"secret":"{{WebhookSecret}}",
                "headers":{"X-Their-Key":"{{HeaderValue}}"} }
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        await LookAsync(stage, stage.Api.GetAsync("/v1/outgoing-webhooks"));
        await UseMetaSecretsAsync(stage);
        await UsePaymentSecretsAsync(stage);
        await LookAsync(
            stage,
            stage.Host.Anonymous.GetAsync(
                $"/webhooks/meta?hub.mode=subscribe&hub.challenge=1&hub.verify_token={VerifyToken}"
            )
        );
        await LookAsync(stage, stage.Api.GetAsync($"{Root}/status"));
        await LookAsync(stage, stage.Api.GetAsync(Root));
        await LookAsync(stage, stage.Api.GetAsync("/v1/audit-events?limit=100"));
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync(
                $"/v1/phones/{linked.Id}/messages",
                """{"type":"text","to":"+15550100001","text":"Hello"}"""
            )
        );
        await receiver.NextAsync("message.sent");
        await LookAsync(stage, stage.Host.ClientWith("sk_org_sandbox_canary").GetAsync(Root));
    }

    private static async Task UseMetaSecretsAsync(Stage stage)
    {
        var number = stage.Meta.Connect();
        stage.Host.Canaries.Look("an answer", (await stage.RegisterAsync(number)).GetRawText());
        var id = (await stage.Api.GetAsync($"{Root}?limit=1").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")[0]
            .Id();
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync($"{Root}/{id}/rotate", $$"""{"access_token":"{{stage.NewTokenOf(number)}}"}""")
        );
        await LookAsync(stage, stage.Api.PostJsonAsync($"{Root}/{id}/rotate", $$"""{"access_token":"{{BadToken}}"}"""));
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync($"{Root}/{id}/rotate", $$"""{"access_token":["{{BadToken}}"]}""")
        );
        await LookAsync(stage, stage.Api.PostJsonAsync($"{Root}/meta", RegisterJson(number, BadToken)));
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync(
                $"{Root}/meta/oauth",
                $$"""{"code":"{{BadCode}}","waba_id":"1","phone_number_id":"2"}"""
            )
        );
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync($"{Root}/{id}/meta/complete-registration", $$"""{"pin":"{{Pin}}"}""")
        );
        var (instagram, account) = await stage.InstagramLoginAsync();
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync(
                $"{Root}/meta",
                $$"""
                {"channel":"instagram","display_name":"x","ig_business_account_id":"{{account}}",
                "access_token":"{{instagram}}"}
                """
            )
        );
    }

    private static async Task UsePaymentSecretsAsync(Stage stage)
    {
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync(
                $"{Root}/abacate-pay",
                $$"""{"display_name":"x","api_key":"{{ApiKey}}","webhook_secret":"{{PaymentHook}}"}"""
            )
        );
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync($"{Root}/abacate-pay", $$"""{"display_name":"x","api_key":"{{BadKey}}"}""")
        );
        await LookAsync(
            stage,
            stage.Api.PostJsonAsync(
                $"{Root}/iniciador",
                $$$"""
                {"display_name":"x","client_id":"emulator-canary-0005","client_secret":"{{{ClientSecret}}}",
                 "payment_receiver":{"name":"n","tax_id":"{{{TaxId}}}","ispb":"12345678",
                 "account_number":"{{{AccountNumber}}}","account_type":"CACC"}}
                """
            )
        );
    }

    private static async Task LookAsync(Stage stage, Task<HttpResponseMessage> call)
    {
        using var response = await call;
        stage.Host.Canaries.Look("an answer", $"{response.Headers}\n{await response.Content.ReadAsStringAsync()}");
    }

    [LoggerMessage(999, LogLevel.Trace, "With the key {Key}.")]
    private static partial void SayWith(ILogger logger, string key);

    /// <summary>A deliberate fault: a refusal repeats the request's text.</summary>
    private sealed class Echo : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (HttpContext http, RequestDelegate then) =>
                    {
                        if (http.Request.Path != "/echo")
                        {
                            await then(http);
                            return;
                        }
                        http.Response.StatusCode = 400;
                        await http.Request.Body.CopyToAsync(http.Response.Body);
                    }
                );
                next(app);
            };
    }
}
