using Patchbay.Graph;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Meta;

/// <summary>A configured app, ready to call Meta with.</summary>
public sealed record MetaApp(
    string Environment, string AppId, Secret AppSecret, string ConfigId, string GraphVersion, Uri GraphBase, string SdkUrl,
    IReadOnlyList<string> MessageOrigins, string LoginExtras, Secret VerifyToken, bool SubscribeAtStart, GraphClient Graph)
{
    /// <summary>Checks that a webhook comes from this app.</summary>
    public AppSignature Signature { get; } = new(AppSecret);

    /// <summary>Instagram Login's own secret; null where none is configured.</summary>
    public Secret? InstagramSecret { get; init; }

    /// <summary>Calls in the name of one connection.</summary>
    public GraphSession As(Secret accessToken) => Graph.As(accessToken.Reveal());

    /// <summary>Calls in the name of the app itself.</summary>
    public GraphSession AsApp() => Graph.AsApp(AppId, AppSecret.Reveal());
}
