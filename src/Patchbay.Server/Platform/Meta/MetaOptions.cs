namespace Patchbay.Server.Platform.Meta;

/// <summary>The Meta app of each environment. An environment without an app id cannot connect numbers.</summary>
public sealed class MetaOptions
{
    public const string Section = "Meta";

    public MetaAppOptions Sandbox { get; set; } = new();

    public MetaAppOptions Production { get; set; } = new();
}

/// <summary>One app, as set up in Meta's App Dashboard (docs/going-live.md says where each value is found).</summary>
public sealed class MetaAppOptions
{
    public string? AppId { get; set; }

    public string? AppSecret { get; set; }

    /// <summary>
    /// Further secrets of the app, or all of them when <see cref="AppSecret"/> is empty. All verify webhooks and
    /// callbacks; the first secret of all signs calls to Meta. With two, a secret can be changed without refusing a
    /// webhook.
    /// </summary>
    public IList<string> AppSecrets { get; set; } = [];

    /// <summary>
    /// Id of the Facebook Login for Business configuration with the WhatsApp Embedded Signup variation.
    /// </summary>
    public string? ConfigId { get; set; }

    /// <summary>
    /// The token that Meta sends when it verifies <c>/webhooks/meta</c>; letters and digits only. Empty: derived from
    /// the master key.
    /// </summary>
    public string? WebhookVerifyToken { get; set; }

    public string GraphVersion { get; set; } = "v23.0";

    public string GraphBaseUrl { get; set; } = "https://graph.facebook.com";

    public string InstagramBaseUrl { get; set; } = "https://graph.instagram.com";

    /// <summary>Base of the dialog in which people allow the app to work with their pages.</summary>
    public string DialogBaseUrl { get; set; } = "https://www.facebook.com";

    /// <summary>
    /// The app's id for Instagram Login, which differs from <see cref="AppId"/>. Empty: no log-in with Instagram.
    /// </summary>
    public string? InstagramAppId { get; set; }

    /// <summary>The app's secret for Instagram Login. Instagram also signs webhooks and callbacks with it.</summary>
    public string? InstagramAppSecret { get; set; }

    /// <summary>Further secrets for Instagram Login, like <see cref="AppSecrets"/>.</summary>
    public IList<string> InstagramAppSecrets { get; set; } = [];

    public string InstagramLoginBaseUrl { get; set; } = "https://api.instagram.com";

    public string InstagramDialogBaseUrl { get; set; } = "https://www.instagram.com";

    public string SdkUrl { get; set; } = "https://connect.facebook.net/en_US/sdk.js";

    /// <summary>The exact origins from which the hosted page accepts sign-up messages.</summary>
    public IList<string> MessageOrigins { get; set; } = [];

    /// <summary>The <c>extras</c> of <c>FB.login</c>, as JSON. They select the Embedded Signup version.</summary>
    public string LoginExtras { get; set; } = """{"version":"v4","setup":{}}""";

    /// <summary>
    /// Whether to subscribe the app's webhooks to this server at each start. For the emulator; a real app is set up
    /// once in the dashboard.
    /// </summary>
    public bool SubscribeApp { get; set; }
}
