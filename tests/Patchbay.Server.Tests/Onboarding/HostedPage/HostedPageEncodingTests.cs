using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Tests.Onboarding.HostedPage;

public sealed class HostedPageEncodingTests
{
    public static TheoryData<string> HostileNames =>
        [
            "\"><script>alert(1)</script>",
            "</script><img src=x onerror=alert(1)>",
            "</title></style><b>",
            "' autofocus onfocus=alert(1) '",
            "<!--",
            "{{text.ready.button}}",
            "{{data}}",
        ];

    public static TheoryData<HostedPageState> States => [.. Enum.GetValues<HostedPageState>()];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task Names_cannot_become_markup(string name)
    {
        var harmless = await RenderedPage.OfAsync(RenderedPage.Model() with { OrganizationName = "x", LinkName = "x" });
        var page = await RenderedPage.OfAsync(RenderedPage.Model() with { OrganizationName = name, LinkName = name });

        page.Html.Count(c => c == '<').ShouldBe(harmless.Html.Count(c => c == '<'));
        page.Html.Count(c => c == '"')
            .ShouldBe(harmless.Html.Count(c => c == '"') + QuotesInData(page) - QuotesInData(harmless));
        page.Data.GetProperty("pageToken").GetString().ShouldBe("page-token-0000");
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Names_are_shown_as_given_and_escaped(HostedPageState state)
    {
        var page = await RenderedPage.OfAsync(
            RenderedPage.Model(state) with
            {
                OrganizationName = "{{title}} & <Söhne>",
                LinkName = "{{nonce}}",
            }
        );

        if (state != HostedPageState.Unknown)
            page.Html.ShouldContain("{{title}} &amp; &lt;Söhne&gt;");
        page.Html.ShouldNotContain("<Söhne>");
    }

    [Fact]
    public async Task Text_cannot_break_out_of_the_data_block()
    {
        const string breaker = "</script>\u2028\u2029<!--<script>";
        var meta = RenderedPage.Meta with
        {
            ConfigId = breaker,
            LoginOptionsJson = "{\"extras\":{\"</script>\u2028\":\"</script>\u2029\"}}",
        };

        var page = await RenderedPage.OfAsync(RenderedPage.Model() with { PageToken = breaker, Meta = meta });

        page.Html.ShouldNotContain("\u2028");
        page.Html.ShouldNotContain("\u2029");
        page.Html.ShouldNotContain("</script>\\u2028");
        page.Html.Split("</script>").Length.ShouldBe(3);
        page.Data.GetProperty("pageToken").GetString().ShouldBe(breaker);
        page.Data.GetProperty("configId").GetString().ShouldBe(breaker);
        page.Data.GetProperty("loginOptions")
            .GetProperty("extras")
            .GetProperty("</script>\u2028")
            .GetString()
            .ShouldBe("</script>\u2029");
    }

    [Fact]
    public async Task The_page_token_is_in_the_data_block_only()
    {
        var page = await RenderedPage.OfAsync(RenderedPage.Model());

        page.Html.Split("page-token-0000").Length.ShouldBe(2);
        page.Data.GetProperty("pageToken").GetString().ShouldBe("page-token-0000");
    }

    private static int QuotesInData(RenderedPage page) => page.Data.GetRawText().Count(c => c == '"');
}
