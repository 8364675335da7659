using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>The data block of the page, which its script reads.</summary>
internal sealed record HostedPageData(
    string PageToken,
    string AppId,
    string ConfigId,
    string GraphVersion,
    string SdkUrl,
    IReadOnlyList<string> MessageOrigins,
    JsonElement LoginOptions,
    Dictionary<string, string> Texts
)
{
    /// <summary>
    /// JSON that is safe inside a script element: the default encoder writes <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>,
    /// quotes and all characters outside ASCII, line separators included, as <c>\u</c> escapes.
    /// </summary>
    public static string Json(string pageToken, HostedPageMeta meta, PageTexts texts)
    {
        using var options = JsonDocument.Parse(meta.LoginOptionsJson);
        var data = new HostedPageData(
            pageToken,
            meta.AppId,
            meta.ConfigId,
            meta.GraphVersion,
            meta.SdkUrl,
            meta.MessageOrigins,
            options.RootElement,
            texts.ForScript()
        );
        return JsonSerializer.Serialize(data, HostedPageJson.Default.HostedPageData);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostedPageData))]
internal sealed partial class HostedPageJson : JsonSerializerContext;
