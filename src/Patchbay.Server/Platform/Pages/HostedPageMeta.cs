namespace Patchbay.Server.Platform.Pages;

/// <summary>Meta's app as the browser needs it; nothing here is secret.</summary>
/// <param name="SdkUrl">Absolute address of the JavaScript SDK.</param>
/// <param name="MessageOrigins">The exact origins whose window messages are believed.</param>
/// <param name="LoginOptionsJson">A JSON object, given to <c>FB.login</c> over the page's defaults.</param>
public sealed record HostedPageMeta(
    string AppId,
    string ConfigId,
    string GraphVersion,
    string SdkUrl,
    IReadOnlyList<string> MessageOrigins,
    string LoginOptionsJson
);
