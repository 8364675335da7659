using System.Collections.Frozen;
using System.Text.Json;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>The page's sentences in one language, with the names of one link filled in.</summary>
internal sealed class HostedPageTexts
{
    private const string Fallback = "en",
        ScriptPrefix = "script.";

    private static readonly FrozenDictionary<string, Dictionary<string, string>> Languages = new[]
    {
        Fallback,
        "es",
        "pt",
    }.ToFrozenDictionary(language => language, Load);

    private readonly Dictionary<string, string> _sentences;
    private readonly Dictionary<string, string> _names;

    private HostedPageTexts(string language, HostedPageModel model)
    {
        Language = language;
        _sentences = Languages[language];
        _names = new(StringComparer.Ordinal)
        {
            ["organization"] = model.OrganizationName,
            ["link"] = model.LinkName,
            ["returnHost"] = WebAddress.HostOf(model.RedirectUrl) ?? "",
        };
    }

    /// <summary>The languages there are.</summary>
    public static IEnumerable<string> All => Languages.Keys;

    public string Language { get; }

    /// <summary>The link's language wins, then the browser's list in its order of preference.</summary>
    public static HostedPageTexts For(HttpRequest request, HostedPageModel model)
    {
        var wishes = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value);
        var language = wishes.Prepend(model.Locale).Select(Primary).FirstOrDefault(Languages.ContainsKey) ?? Fallback;
        return new(language, model);
    }

    /// <summary>As text, not encoded.</summary>
    public string Plain(string key) => Template.Fill(_sentences[key], name => _names[name]);

    /// <summary>As HTML: names are encoded and kept from turning the direction of what stands around them.</summary>
    public string Markup(string key) =>
        Template.Fill(Html.Encode(_sentences[key]), name => $"<bdi>{Html.Encode(_names[name])}</bdi>");

    /// <summary>The sentences that only the page's script shows.</summary>
    public Dictionary<string, string> ForScript() =>
        _sentences
            .Keys.Where(key => key.StartsWith(ScriptPrefix, StringComparison.Ordinal))
            .ToDictionary(key => key[ScriptPrefix.Length..], Plain);

    private static string Primary(string? tag) => (tag ?? "").Split('-', '_')[0].ToLowerInvariant();

    private static Dictionary<string, string> Load(string language) =>
        JsonSerializer.Deserialize(
            Resource.Read($"Texts/{language}.json"),
            HostedPageJson.Default.DictionaryStringString
        )!;
}
