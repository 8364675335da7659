using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Secrets;

/// <summary>
/// Every secret gets a marker of its own; then everything happens that uses secrets, well and badly, with the most
/// talkative logging. No marker may show up in a log line, a byte of the database, or an answer that did not make it.
/// </summary>
public sealed class CanaryTests
{
    private const string WebhookSecret = "canary-webhook-secret-0001", LinkSecret = "canary-link-secret-0002", PaymentHook = "canary-payment-hook-0003",
        ApiKey = "abc_dev_canary_api_key_0004", ClientSecret = "emulator-canary-0005-secret", HeaderValue = "canary-header-value-0006", Pin = "739154",
        VerifyToken = "canaryVerifyToken0007", BadToken = "EAAcanary-bad-token-0008", BadKey = "abc_dev_revoked_canary_0009", BadCode = "canary-code-0010", TaxId = "98765432000198";

    [Fact]
    public async Task No_secret_is_in_a_log_in_the_database_or_in_an_answer()
    {
        var logs = new RecordingLogs();
        await using var stage = await Stage.StartAsync(
            settings: new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace", ["Meta:Sandbox:WebhookVerifyToken"] = VerifyToken },
            services: services => services.AddSingleton<ILoggerProvider>(logs));
        var answers = new StringBuilder();
        var secrets = await UseSecretsAsync(stage, answers);

        foreach (var (name, secret) in secrets)
        {
            logs.Text.ShouldNotContain(secret, customMessage: $"{name} is in a log line");
            answers.ToString().ShouldNotContain(secret, customMessage: $"{name} is in an answer");
            Database(stage).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{name} is in the database file");
        }
        logs.Text.Length.ShouldBeGreaterThan(10_000);
    }

    private static async Task<Dictionary<string, string>> UseSecretsAsync(Stage stage, StringBuilder answers)
    {
        async Task Do(Task<HttpResponseMessage> call)
        {
            using var response = await call;
            answers.AppendLine(await response.Content.ReadAsStringAsync()).AppendLine(response.Headers.ToString());
        }

        await using var receiver = await WebhookReceiver.StartAsync();
        var linked = await stage.ConnectAsync(linkJson: $$"""{"name":"x","webhookUrl":"{{receiver.Url}}","webhookSecret":"{{LinkSecret}}","webhookEvents":["*"]}""");
        // The answer that makes an endpoint shows its secret once, by design; it is not looked at.
        await stage.Api.PostJsonAsync("/v1/outgoing-webhooks",
            $$"""{"url":"{{receiver.Url}}","events":["*"],"secret":"{{WebhookSecret}}","headers":{"X-Their-Key":"{{HeaderValue}}"} }""").ShouldBeAsync(HttpStatusCode.Created);
        await Do(stage.Api.GetAsync("/v1/outgoing-webhooks"));
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        answers.AppendLine(made.GetRawText());
        var second = stage.NewTokenOf(number);
        await Do(stage.Api.PostJsonAsync($"{Root}/{made.Id()}/rotate", $$"""{"access_token":"{{second}}"}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/{made.Id()}/rotate", $$"""{"access_token":"{{BadToken}}"}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/{made.Id()}/rotate", $$"""{"access_token":["{{BadToken}}"]}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/meta", RegisterJson(number, BadToken)));
        await Do(stage.Api.PostJsonAsync($"{Root}/meta/oauth", $$"""{"code":"{{BadCode}}","waba_id":"1","phone_number_id":"2"}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/{made.Id()}/meta/complete-registration", $$"""{"pin":"{{Pin}}"}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/abacate-pay", $$"""{"display_name":"x","api_key":"{{ApiKey}}","webhook_secret":"{{PaymentHook}}"}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/abacate-pay", $$"""{"display_name":"x","api_key":"{{BadKey}}"}"""));
        await Do(stage.Api.PostJsonAsync($"{Root}/iniciador", $$$"""
            {"display_name":"x","client_id":"emulator-canary-0005","client_secret":"{{{ClientSecret}}}",
             "payment_receiver":{"name":"n","tax_id":"{{{TaxId}}}","ispb":"12345678","account_number":"12345","account_type":"CACC"}}
            """));
        var (instagram, account) = await stage.InstagramLoginAsync();
        await Do(stage.Api.PostJsonAsync($"{Root}/meta", $$"""{"channel":"instagram","display_name":"x","ig_business_account_id":"{{account}}","access_token":"{{instagram}}"}"""));
        await Do(stage.Host.Anonymous.GetAsync($"/webhooks/meta?hub.mode=subscribe&hub.challenge=1&hub.verify_token={VerifyToken}"));
        await Do(stage.Api.GetAsync($"{Root}/status"));
        await Do(stage.Api.GetAsync(Root));
        await Do(stage.Api.GetAsync("/v1/audit-events?limit=100"));
        await Do(stage.Api.PostJsonAsync($"/v1/phones/{linked.Id}/messages", """{"type":"text","to":"+15550100001","text":"Hello"}"""));
        await receiver.NextAsync("message.sent");
        await Do(stage.Host.ClientWith("sk_org_sandbox_canary").GetAsync(Root));
        return new Dictionary<string, string>
        {
            ["webhook secret"] = WebhookSecret, ["link's webhook secret"] = LinkSecret, ["payment webhook secret"] = PaymentHook, ["provider key"] = ApiKey,
            ["client secret"] = ClientSecret, ["endpoint header"] = HeaderValue, ["token"] = number.AccessToken, ["rotated token"] = second,
            ["refused token"] = BadToken, ["refused key"] = BadKey, ["refused code"] = BadCode, ["Instagram token"] = instagram, ["app secret"] = stage.Meta.AppSecret,
            ["verify token"] = VerifyToken, ["receiver's tax id"] = TaxId, ["API key"] = stage.Api.DefaultRequestHeaders.Authorization!.Parameter!,
            ["master key"] = Convert.ToBase64String(new byte[32]), ["PIN"] = $"\"{Pin}\"",
        };
    }

    private static byte[] Database(Stage stage)
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.GetFiles(stage.Host.Get<IOptions<StorageOptions>>().Value.DataFolder))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            stream.CopyTo(all);
        }
        return all.ToArray();
    }

    /// <summary>Everything logged, state and scopes and exceptions included.</summary>
    private sealed class RecordingLogs : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentQueue<string> _lines = new();
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => new Recorder(this);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Recorder(RecordingLogs logs) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => logs._scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var line = new StringBuilder(formatter(state, exception)).Append(' ').Append(exception);
                if (state is IEnumerable<KeyValuePair<string, object?>> members) foreach (var (name, value) in members) line.Append(' ').Append(name).Append('=').Append(value);
                logs._scopes.ForEachScope((scope, text) => text.Append(' ').Append(scope), line);
                logs._lines.Enqueue(line.ToString());
            }
        }
    }
}
