using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing.Catalogue;

/// <summary>
/// Every event is provoked as it happens: by Meta, by people, by the passing of time. <c>docs/events.md</c> shows what a
/// receiver got; PATCHBAY_WRITE_DOCS=1 writes it.
/// </summary>
public sealed class EventCatalogueTests
{
    [Theory, EachDatabase]
    public async Task Every_event_is_told_end_to_end_and_the_page_shows_it(DatabaseKind kind)
    {
        await using var run = await CatalogueRun.StartAsync(kind);
        await run.SignUpAsync();
        await run.TalkAsync();
        await run.HearOfAccountsAsync();
        await run.PayAsync();
        await run.LoseCallbackAsync();
        await run.LetTimePassAsync();
        await run.ShareAppAsync();
        await run.EndAsync();

        var samples = run.Samples;
        samples
            .Select(sample => sample.Event)
            .ShouldBe(
                EventNames.Known.Append(EventNames.WebhookTest).Except([EventNames.MessageStatusUpdated]),
                ignoreOrder: true
            );
        samples
            .Where(sample => !sample.Event.StartsWith("webhook.", StringComparison.Ordinal))
            .ShouldAllBe(sample => sample.Channel != null, "every event but those about endpoints is of a channel");

        var page = EventsPage.Of(samples);
        if (Environment.GetEnvironmentVariable("PATCHBAY_WRITE_DOCS") is not null)
            await page.WriteAsync();
        page.Members().ShouldBe((await EventsPage.ReadAsync()).Members(), "docs/events.md is out of date");
    }

    [Fact]
    public async Task The_page_on_webhooks_names_every_event()
    {
        var text = await File.ReadAllTextAsync(EventsPage.PathOf("webhooks.md"));
        foreach (var name in EventNames.Known)
            text.ShouldContain($"`{name}`");
    }
}
