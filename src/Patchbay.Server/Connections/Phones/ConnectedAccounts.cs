using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Describes the connected account: always with the stored ids, and with names from Meta when it answers.
/// </summary>
internal static class ConnectedAccounts
{
    private const int MaxPages = 10;

    private const string Business = "business",
        Waba = "waba",
        Page = "page",
        MarketingStatusField = "marketing_messages_onboarding_status";

    public static ConnectedAccount Stored(WabaRow waba)
    {
        var (pages, datasets) = (Ids(waba.PageIds), Ids(waba.DatasetIds));
        return new ConnectedAccount
        {
            Source = waba.Source,
            Business = waba.BusinessId is { } id ? new NamedId(id, waba.BusinessName) : null,
            Waba = new ConnectedWaba(waba.Id, waba.MetaWabaId, waba.Name, waba.Currency),
            PageIds = pages,
            SelectedPageId = pages.FirstOrDefault(),
            Pages = [.. pages.Select((page, place) => new ConnectedPage(page, null, true, place == 0))],
            DatasetIds = datasets,
            SelectedDatasetId = datasets.FirstOrDefault(),
            CatalogIds = Ids(waba.CatalogIds),
            InstagramAccountIds = Ids(waba.InstagramAccountIds),
            MarketingMessagesOnboardingStatus = MarketingOf(waba.MarketingStatus),
            GraphLookupErrors = [],
        };
    }

    /// <summary>
    /// Describes the account with live look-ups. A look-up that fails is listed and does not fail the answer.
    /// </summary>
    public static async Task<ConnectedAccount> LiveAsync(
        WabaRow waba,
        GraphSession meta,
        CancellationToken cancellation
    )
    {
        var stored = Stored(waba);
        var found = await Task.WhenAll(LookUps(stored, meta, cancellation));
        return stored with
        {
            Business = stored.Business is { } business ? Named(business, found) : null,
            Pages = [.. stored.Pages.Select(page => page with { Name = TextOf(found, Page, page.Id, "name") })],
            MarketingMessagesOnboardingStatus =
                MarketingOf(TextOf(found, Waba, waba.MetaWabaId, MarketingStatusField))
                ?? stored.MarketingMessagesOnboardingStatus,
            GraphLookupErrors = [.. found.Select(lookup => lookup.Error).OfType<LookupError>()],
        };
    }

    private static NamedId Named(NamedId business, Lookup[] found) =>
        business with
        {
            Name = TextOf(found, Business, business.Id, "name") ?? business.Name,
        };

    private static string? TextOf(Lookup[] found, string target, string id, string field) =>
        Array.Find(found, lookup => lookup.Target == target && lookup.Id == id)?.Text(field);

    private static List<Task<Lookup>> LookUps(
        ConnectedAccount stored,
        GraphSession meta,
        CancellationToken cancellation
    )
    {
        Task<Lookup> ReadAsync(string target, string id, string fields) =>
            TryAsync(target, id, () => meta.Nodes.GetAsync(id, fields, cancellation));
        List<Task<Lookup>> lookups = [];
        if (stored.Business is { } business)
            lookups.Add(ReadAsync(Business, business.Id, "id,name"));
        lookups.Add(ReadAsync(Waba, stored.Waba.MetaWabaId, $"id,{MarketingStatusField}"));
        lookups.AddRange(stored.PageIds.Take(MaxPages).Select(id => ReadAsync(Page, id, "id,name")));
        return lookups;
    }

    /// <summary>Reads a stored list of Meta ids.</summary>
    public static string[] Ids(string column) => JsonLists.Read(column) ?? [];

    private static MarketingStatus? MarketingOf(string? status) => status is null ? null : new(status);

    private static async Task<Lookup> TryAsync(string target, string id, Func<Task<JsonElement>> read)
    {
        try
        {
            return new Lookup(target, id) { Node = await read() };
        }
        catch (GraphException error)
        {
            var code = (error as GraphApiException)?.Code;
            var reason = code is null ? "unreachable" : "refused";
            return new Lookup(target, id) { Error = new LookupError(target, id, code, reason) };
        }
    }

    /// <summary>One look-up at Meta: its node, or an error.</summary>
    private sealed record Lookup(string Target, string Id)
    {
        public JsonElement Node { get; init; }
        public LookupError? Error { get; init; }

        public string? Text(string name) => Node.Text(name);
    }
}
