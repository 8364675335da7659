using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Tests.Onboarding.HostedPage;

public sealed class HostedPageLanguagesTests
{
    [Theory]
    [InlineData(null, null, "en")]
    [InlineData(null, "pt-BR,pt;q=0.9,en;q=0.8", "pt")]
    [InlineData(null, "de, es;q=0.7, en;q=0.3", "es")]
    [InlineData(null, "en;q=0.2, pt;q=0.9", "pt")]
    [InlineData(null, "es;q=0, pt;q=0.1", "pt")]
    [InlineData(null, "de", "en")]
    [InlineData(null, "not, a;;list", "en")]
    [InlineData("es", "pt", "es")]
    [InlineData("pt_BR", "en", "pt")]
    [InlineData("ES-mx", "en", "es")]
    [InlineData("de", "pt", "pt")]
    public async Task The_language_is_the_links_then_the_browsers_then_English(
        string? locale,
        string? acceptLanguage,
        string language
    )
    {
        var page = await RenderedPage.OfAsync(RenderedPage.Model() with { Locale = locale }, acceptLanguage);

        page.Html.ShouldContain($"<html lang=\"{language}\">");
        page.Headers.ContentLanguage.ToString().ShouldBe(language);
    }

    [Theory]
    [InlineData("pt", "Este link expirou")]
    [InlineData("es", "Este enlace ha caducado")]
    public async Task Notices_are_translated(string locale, string heading) =>
        (
            await RenderedPage.OfAsync(RenderedPage.Model(HostedPageState.Expired) with { Locale = locale })
        ).Html.ShouldContain(heading);

    [Fact]
    public async Task The_texts_of_the_script_have_the_same_keys_in_every_language_and_are_translated()
    {
        var english = await SentencesAsync("en");
        foreach (var language in new[] { "pt", "es" })
        {
            var other = await SentencesAsync(language);
            other.Keys.ShouldBe(english.Keys, ignoreOrder: true);
            other.Where(sentence => sentence.Value == english[sentence.Key]).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Every_error_code_of_a_run_has_a_sentence() =>
        CompletionErrors
            .Codes.Select(code => $"error.{code}")
            .Except((await SentencesAsync("en")).Keys)
            .ShouldBeEmpty();

    [Fact]
    public async Task Every_state_renders_in_every_language()
    {
        foreach (var state in Enum.GetValues<HostedPageState>())
        {
            foreach (var language in new[] { "en", "pt", "es" })
            {
                var page = await RenderedPage.OfAsync(
                    RenderedPage.Model(state) with
                    {
                        Locale = language,
                        RedirectUrl = "https://app.example/",
                    }
                );
                page.Html.ShouldNotContain("{{");
            }
        }
    }

    private static async Task<Dictionary<string, string>> SentencesAsync(string language) =>
        (await RenderedPage.OfAsync(RenderedPage.Model() with { Locale = language }))
            .Data.GetProperty("texts")
            .EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value.GetString()!);
}
