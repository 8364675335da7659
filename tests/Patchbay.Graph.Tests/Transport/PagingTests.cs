using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Transport;

public sealed class PagingTests
{
    [Fact]
    public async Task All_pages_are_followed_by_their_cursor()
    {
        await using var graph = await LocalGraph.StartAsync(context =>
            LocalGraph.Json(
                context.Request.Query["after"] == "c1"
                    ? """{"data":[{"id":"2"}],"paging":{"cursors":{"before":"c2","after":"c3"}}}"""
                    : """
                    {"data":[{"id":"1"}],"paging":{"cursors":{"before":"c0","after":"c1"},
                    "next":"https://example.test/next"}}
                    """
            )(context)
        );
        var ids = await graph
            .Session()
            .PhoneNumbers.ListAllAsync("9", new() { Limit = 1 })
            .Select(n => n.Id)
            .ToListAsync();
        ids.ShouldBe(["1", "2"]);
        graph.Seen.Select(s => s.Query).ShouldBe(["?limit=1", "?limit=1&after=c1"]);
    }

    [Fact]
    public async Task A_cursor_that_repeats_ends_the_list()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"data":[{"id":"1"}],"paging":{"cursors":{"after":"c1"},"next":"https://example.test"}}"""
        );
        (await graph.Session().PhoneNumbers.ListAllAsync("9").CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_page_without_paging_is_the_last()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"data":[]}""");
        var page = await graph.Session().PhoneNumbers.ListAsync("9");
        page.Data.ShouldBeEmpty();
        page.NextCursor.ShouldBeNull();
    }
}
