using System.Collections.Frozen;
using System.Text.Json;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>The page's sentences in one language, with the names of one link filled in.</summary>
internal sealed class HostedPageTexts
{
    private const string Fallback = "en",
        ScriptPrefix = "script.";

    /// <summary>The languages of the page; a link's locale is one of them.</summary>
    public static readonly string[] All = [Fallback, "pt", "es"];

    private static readonly FrozenDictionary<string, Dictionary<string, string>> Languages = All.ToFrozenDictionary(
        language => language,
        Load
    );

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

    public string Language { get; }

    /// <summary>The link's language comes first, then the browser's languages in their order of preference.</summary>
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

    /// <summary>Plain text, not encoded.</summary>
    public string Plain(string key) => Template.Fill(_sentences[key], name => _names[name]);

    /// <summary>As HTML. Names are encoded and cannot change the text direction around them.</summary>
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
        ) ?? throw new InvalidOperationException($"The texts of the hosted page in '{language}' are empty.");
}
