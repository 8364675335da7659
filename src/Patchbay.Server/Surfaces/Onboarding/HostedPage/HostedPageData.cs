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
    public string? DialogUrl { get; init; }
    public string? ReturnedTo { get; init; }
    public string? AbandonedUrl { get; init; }
    public string? ReportedUrl { get; init; }

    /// <summary>
    /// JSON that is safe inside a script element: the default encoder writes <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>,
    /// quotes and all characters outside ASCII, line separators included, as <c>\u</c> escapes.
    /// </summary>
    public static string Json(HostedPageModel model, PageTexts texts)
    {
        if (model is not { PageToken: { } pageToken, Meta: { } meta })
            throw new InvalidOperationException("The hosted page has no token or no app.");
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
        )
        {
            DialogUrl = model.DialogUrl,
            ReturnedTo = model.ReturnedTo,
            AbandonedUrl = model.AbandonedUrl,
            ReportedUrl = model.ReportedUrl,
        };
        return JsonSerializer.Serialize(data, HostedPageJson.Default.HostedPageData);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostedPageData))]
internal sealed partial class HostedPageJson : JsonSerializerContext;
