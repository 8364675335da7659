using Microsoft.Extensions.Primitives;
using Patchbay.Graph;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Meta;

/// <summary>A configured Meta app, with everything needed to call Meta.</summary>
public sealed record MetaApp(
    string Environment,
    string AppId,
    Secret AppSecret,
    string ConfigId,
    string GraphVersion,
    Uri GraphBase,
    string SdkUrl,
    IReadOnlyList<string> MessageOrigins,
    string LoginExtras,
    Secret VerifyToken,
    bool SubscribeAtStart,
    GraphClient Graph
)
{
    /// <summary>
    /// Every secret that may sign webhooks and callbacks of the app; the first is <see cref="AppSecret"/>.
    /// </summary>
    public IReadOnlyList<Secret> AppSecrets { get; init; } = [AppSecret];

    /// <summary>Checks that a webhook comes from this app.</summary>
    public AppSignature Signature { get; init; } = new(AppSecret);

    /// <summary>Base of the dialog in which people allow the app to work with their pages.</summary>
    public Uri? DialogBase { get; init; }

    /// <summary>The same app at Instagram Login; null when it is not set up for that.</summary>
    public InstagramApp? Instagram { get; init; }

    /// <summary>Whether a webhook comes from this app. Instagram signs with the secret of Instagram Login.</summary>
    public bool Signed(ReadOnlySpan<byte> body, StringValues header) =>
        Signature.Fits(body, header) || Instagram?.Signature.Fits(body, header) == true;

    /// <summary>Opens a session for calls to Meta in the name of one connection.</summary>
    public GraphSession As(Secret accessToken) => Graph.As(accessToken.Reveal());

    /// <summary>Opens a session for calls to Meta in the name of the app itself.</summary>
    public GraphSession AsApp() => Graph.AsApp(AppId, AppSecret.Reveal());
}

/// <summary>The id and secret that an app has at Instagram Login.</summary>
public sealed record InstagramApp(string AppId, Secret AppSecret, Uri DialogBase)
{
    public AppSignature Signature { get; init; } = new(AppSecret);
}
