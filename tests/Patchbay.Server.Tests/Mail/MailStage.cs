using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Mail;

/// <summary>Steps that tests of e-mail accounts share.</summary>
internal static class MailStage
{
    public const string InboundSecret = "an inbound secret of some length";

    private static int _accounts;

    public static JsonObject Config(
        int smtpPort,
        string security = "none",
        string host = "localhost",
        string password = FaithfulSmtp.Password
    ) =>
        new()
        {
            ["from_address"] = "help@acme.example",
            ["from_name"] = "Acme Hélp",
            ["smtp_host"] = host,
            ["smtp_port"] = smtpPort,
            ["smtp_security"] = security,
            ["smtp_username"] = FaithfulSmtp.User,
            ["smtp_password"] = password,
        };

    public static JsonObject WithImap(
        this JsonObject config,
        int port,
        string security = "none",
        string password = FaithfulSmtp.Password
    )
    {
        foreach (
            var (name, value) in new Dictionary<string, JsonNode>
            {
                ["imap_host"] = "localhost",
                ["imap_port"] = port,
                ["imap_security"] = security,
                ["imap_username"] = FaithfulSmtp.User,
                ["imap_password"] = password,
            }
        )
            config[name] = value;
        return config;
    }

    public static JsonObject WithInbound(this JsonObject config)
    {
        config["inbound_secret"] = InboundSecret;
        return config;
    }

    /// <summary>Creates an account with this config.</summary>
    public static async Task<JsonElement> AccountAsync(this HttpClient api, JsonObject config)
    {
        var key = "mail-" + Interlocked.Increment(ref _accounts).ToString(CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["channel"] = "email",
            ["account_key"] = key,
            ["config"] = config,
        };
        return await api.PostJsonAsync(AccountStage.Accounts, body.ToJsonString())
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    public static Task<JsonElement> CheckAsync(this HttpClient api, JsonElement account) =>
        api.PostAsync($"{AccountStage.Accounts}/{IdOf(account)}/check", null).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>Checks a new account with this config.</summary>
    public static async Task<JsonElement> CheckAsync(this HttpClient api, JsonObject config) =>
        await api.CheckAsync(await api.AccountAsync(config));

    public static string IdOf(JsonElement account) => account.GetProperty("id").GetString()!;

    /// <summary>The error code of a part; null when the part works.</summary>
    public static string? CodeOf(this JsonElement check, string part)
    {
        var result = check.GetProperty(part);
        return result.GetProperty("ok").GetBoolean()
            ? null
            : result.GetProperty("error").GetProperty("code").GetString();
    }

    public static Task<HttpResponseMessage> PostMailAsync(
        this Stage stage,
        JsonElement account,
        string json,
        string secret = InboundSecret
    )
    {
        var body = Encoding.UTF8.GetBytes(json);
        return stage.PostMailAsync(
            account,
            body,
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))
        );
    }

    public static Task<HttpResponseMessage> PostMailAsync(
        this Stage stage,
        JsonElement account,
        byte[] body,
        params string[] signatures
    )
    {
        var path = new Uri(account.GetProperty("webhook_url").GetString()!).AbsolutePath;
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } },
        };
        if (signatures.Length > 0)
            request.Headers.TryAddWithoutValidation("X-Email-Webhook-Signature", signatures);
        return stage.Host.Anonymous.SendAsync(request);
    }
}

/// <summary>One server and one authority for the tests of a class.</summary>
public sealed class MailFixture : IAsyncLifetime
{
    internal TestAuthority Authority { get; } = new();

    internal Stage Stage { get; private set; } = null!;

    internal HttpClient Api => Stage.Api;

    public async ValueTask InitializeAsync() =>
        Stage = await Stage.StartAsync(
            settings: new Dictionary<string, string?> { ["Mail:AuthoritiesFile"] = Authority.File }
        );

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync();
        Authority.Dispose();
    }
}
