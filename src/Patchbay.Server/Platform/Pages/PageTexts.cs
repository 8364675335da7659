using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Platform.Pages;

/// <summary>The names that the sentences of a page mention; the customer wrote them.</summary>
/// <param name="Organization">The organization that asks for access.</param>
/// <param name="Link">The invitation's name.</param>
/// <param name="ReturnUrl">The address to which the visitor returns; the page shows its host.</param>
internal sealed record PageNames(string Organization, string Link, string? ReturnUrl);

/// <summary>The sentences of the hosted pages in one language, with the names of one link filled in.</summary>
internal sealed class PageTexts
{
    private const string ScriptPrefix = "script.";

    private static readonly FrozenDictionary<string, Dictionary<string, string>> ByLanguage =
        Languages.All.ToFrozenDictionary(language => language, Load);

    private readonly Dictionary<string, string> _sentences;
    private readonly Dictionary<string, string> _names;

    private PageTexts(string language, PageNames names)
    {
        Language = language;
        _sentences = ByLanguage[language];
        _names = new(StringComparer.Ordinal)
        {
            ["organization"] = names.Organization,
            ["link"] = names.Link,
            ["returnHost"] = WebAddress.HostOf(names.ReturnUrl) ?? "",
        };
    }

    public string Language { get; }

    /// <summary>
    /// Chooses the language: the link's language first, then the browser's languages in their order of preference.
    /// </summary>
    public static PageTexts For(HttpRequest request, string? locale, PageNames names)
    {
        var wishes = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value);
        var language =
            wishes.Prepend(locale).Select(Primary).FirstOrDefault(ByLanguage.ContainsKey) ?? Languages.Fallback;
        return new(language, names);
    }

    /// <summary>Returns a sentence as plain text, not encoded.</summary>
    public string Plain(string key) => Template.Fill(_sentences[key], name => _names[name]);

    /// <summary>
    /// Returns a sentence as HTML. Names are encoded and cannot change the text direction around them.
    /// </summary>
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
            PageTextsJson.Default.DictionaryStringString
        ) ?? throw new InvalidOperationException($"The texts of the hosted pages in '{language}' are empty.");
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PageTextsJson : JsonSerializerContext;
