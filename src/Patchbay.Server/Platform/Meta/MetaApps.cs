using System.Text.Json;
using Microsoft.Extensions.Options;
using Patchbay.Graph;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Meta;

/// <summary>The apps of both environments, checked when the server starts.</summary>
public sealed class MetaApps : IDisposable
{
    private static readonly string[] MetaOrigins =
    [
        "https://www.facebook.com",
        "https://web.facebook.com",
        "https://business.facebook.com",
    ];

    public static readonly Problem NotConfigured = new(
        503,
        "meta_app_not_configured",
        "No Meta app is configured for this environment."
    );

    // It only calls Meta's own hosts, which need neither redirects nor cookies.
    private readonly HttpClient _http;

    private readonly Dictionary<string, MetaApp> _apps = [];

    public MetaApps(IOptions<MetaOptions> options, DerivedKeys keys, RefusedTokens refused)
    {
        _http = new(
            refused.Watch(
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Add(Environments.Sandbox, options.Value.Sandbox, keys);
        Add(Environments.Production, options.Value.Production, keys);
    }

    public IEnumerable<MetaApp> All => _apps.Values;

    /// <summary>Returns the app of an environment, or null when none is configured.</summary>
    public MetaApp? Find(string environment) => _apps.GetValueOrDefault(environment);

    /// <summary>Returns the app of an environment. For work that exists only because an app was configured.</summary>
    public MetaApp Get(string environment) =>
        Find(environment) ?? throw new InvalidOperationException($"No Meta app is configured for {environment}.");

    /// <summary>
    /// Returns an app whose secret came with one of its tokens. It is called at the addresses of the environment's
    /// configured app; without a configured app, the result is null.
    /// </summary>
    public MetaApp? With(string environment, string appId, Secret secret) =>
        Find(environment) is not { } app ? null
        : app.AppId == appId && app.AppSecrets.Any(known => known.Reveal() == secret.Reveal()) ? app
        : new MetaApp(
            environment,
            appId,
            secret,
            app.ConfigId,
            app.GraphVersion,
            app.GraphBase,
            app.SdkUrl,
            app.MessageOrigins,
            app.LoginExtras,
            app.VerifyToken,
            SubscribeAtStart: false,
            new GraphClient(_http, Like(app, secret.Reveal()))
        )
        {
            DialogBase = app.DialogBase,
        };

    public bool IsConfigured(MetaApp app) => ReferenceEquals(Find(app.Environment), app);

    /// <summary>Opens a session for calls with a token whose app is not known yet.</summary>
    public GraphSession Unproven(MetaApp app, Secret token) =>
        new GraphClient(_http, Like(app, null)).As(token.Reveal());

    public void Dispose() => _http.Dispose();

    private void Add(string environment, MetaAppOptions app, DerivedKeys keys)
    {
        if (string.IsNullOrWhiteSpace(app.AppId))
            return;
        var secrets = Secrets(app.AppSecret, app.AppSecrets, environment, nameof(app.AppSecret));
        _apps[environment] = new MetaApp(
            environment,
            app.AppId,
            secrets[0],
            Required(app.ConfigId, environment, nameof(app.ConfigId)),
            app.GraphVersion,
            new Uri(app.GraphBaseUrl),
            app.SdkUrl,
            OriginsOf(app),
            Json(app.LoginExtras, environment),
            VerifyTokenOf(app, environment, keys),
            app.SubscribeApp,
            new GraphClient(_http, ClientOptions(app, secrets[0]))
        )
        {
            AppSecrets = secrets,
            Signature = new(secrets),
            DialogBase = new Uri(app.DialogBaseUrl),
            Instagram = InstagramApp(app, environment),
        };
    }

    private static string[] OriginsOf(MetaAppOptions app) =>
        app.MessageOrigins.Count > 0 ? [.. app.MessageOrigins] : MetaOrigins;

    // Derived when it is used, because the app is made before the keys are loaded.
    private static Secret VerifyTokenOf(MetaAppOptions app, string environment, DerivedKeys keys) =>
        new(() => app.WebhookVerifyToken ?? Convert.ToHexStringLower(keys.Derive($"app-webhook|{environment}")));

    private static GraphClientOptions ClientOptions(MetaAppOptions app, Secret secret) =>
        new()
        {
            BaseAddress = new Uri(app.GraphBaseUrl),
            InstagramAddress = new Uri(app.InstagramBaseUrl),
            InstagramLoginAddress = new Uri(app.InstagramLoginBaseUrl),
            Version = app.GraphVersion,
            AppSecret = secret.Reveal(),
            // The server itself decides what to retry. A caller that has to wait is told at once.
            Retry = new GraphRetryOptions { MaxRetries = 0 },
        };

    private static InstagramApp? InstagramApp(MetaAppOptions app, string environment)
    {
        if (string.IsNullOrWhiteSpace(app.InstagramAppId))
            return null;
        var secrets = Secrets(
            app.InstagramAppSecret,
            app.InstagramAppSecrets,
            environment,
            nameof(app.InstagramAppSecret)
        );
        return new InstagramApp(app.InstagramAppId, secrets[0], new Uri(app.InstagramDialogBaseUrl))
        {
            Signature = new(secrets),
        };
    }

    /// <summary>The single secret, if it is set, and those of the list.</summary>
    private static IReadOnlyList<Secret> Secrets(
        string? single,
        IEnumerable<string> list,
        string environment,
        string name
    )
    {
        var all = list.Prepend(single ?? "").Where(text => !string.IsNullOrWhiteSpace(text)).Distinct().ToList();
        if (all.Count == 0)
            Required(single, environment, name);
        return [.. all.Select(text => new Secret(text))];
    }

    private static GraphClientOptions Like(MetaApp app, string? secret) =>
        new()
        {
            BaseAddress = app.Graph.Options.BaseAddress,
            InstagramAddress = app.Graph.Options.InstagramAddress,
            InstagramLoginAddress = app.Graph.Options.InstagramLoginAddress,
            Version = app.GraphVersion,
            AppSecret = secret,
            Retry = app.Graph.Options.Retry,
        };

    private static string Required(string? value, string environment, string name) =>
        string.IsNullOrWhiteSpace(value)
            ? throw new StartRefusedException(
                $"Meta:{Section(environment)}:{name} is missing, and Meta:{Section(environment)}:AppId is set. "
                    + "Set both; docs/going-live.md says where Meta shows them."
            )
            : value;

    private static string Json(string extras, string environment)
    {
        try
        {
            using var parsed = JsonDocument.Parse(extras);
            return parsed.RootElement.GetRawText();
        }
        catch (JsonException error)
        {
            throw new StartRefusedException($"Meta:{Section(environment)}:LoginExtras is not JSON. Correct it.", error);
        }
    }

    private static string Section(string environment) =>
        environment == Environments.Sandbox ? nameof(MetaOptions.Sandbox) : nameof(MetaOptions.Production);
}
