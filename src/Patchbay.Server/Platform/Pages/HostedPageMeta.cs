namespace Patchbay.Server.Platform.Pages;

/// <summary>The parts of Meta's app that the browser needs. None of them is secret.</summary>
/// <param name="SdkUrl">Absolute address of the JavaScript SDK.</param>
/// <param name="MessageOrigins">The exact origins whose window messages are accepted.</param>
/// <param name="LoginOptionsJson">A JSON object that overrides the page's defaults for <c>FB.login</c>.</param>
public sealed record HostedPageMeta(
    string AppId,
    string ConfigId,
    string GraphVersion,
    string SdkUrl,
    IReadOnlyList<string> MessageOrigins,
    string LoginOptionsJson
);
