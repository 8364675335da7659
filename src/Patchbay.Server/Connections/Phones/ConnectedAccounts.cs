using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Describes the connected account: always with the stored ids, and with names from Meta when it answers.</summary>
internal static class ConnectedAccounts
{
    private const int MaxPages = 10;

    private const string Page = "page",
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

    /// <summary>With live look-ups. A look-up that fails is listed and does not fail the answer.</summary>
    public static async Task<ConnectedAccount> LiveAsync(
        WabaRow waba,
        GraphSession meta,
        CancellationToken cancellation
    )
    {
        var stored = Stored(waba);
        Task<Lookup> ReadAsync(string target, string id, string fields) =>
            TryAsync(target, id, () => meta.Nodes.GetAsync(id, fields, cancellation));
        var business = stored.Business is { } known ? ReadAsync("business", known.Id, "id,name") : null;
        var account = ReadAsync("waba", waba.MetaWabaId, $"id,{MarketingStatusField}");
        var pages = stored.PageIds.Take(MaxPages).Select(id => ReadAsync(Page, id, "id,name"));
        Task<Lookup>[] lookups = business is null ? [account, .. pages] : [business, account, .. pages];
        var found = await Task.WhenAll(lookups);
        return stored with
        {
            Business = business is null ? stored.Business : Renamed(stored.Business, await business),
            Pages = [.. stored.Pages.Select(page => page with { Name = NameOf(page, found) })],
            MarketingMessagesOnboardingStatus =
                MarketingOf((await account).Text(MarketingStatusField)) ?? stored.MarketingMessagesOnboardingStatus,
            GraphLookupErrors = [.. found.Select(lookup => lookup.Error).OfType<LookupError>()],
        };
    }

    /// <summary>A stored list of Meta ids.</summary>
    public static string[] Ids(string column) => JsonLists.Read(column) ?? [];

    private static MarketingStatus? MarketingOf(string? status) => status is null ? null : new(status);

    private static NamedId? Renamed(NamedId? stored, Lookup business) =>
        stored is null ? null : stored with { Name = business.Text("name") ?? stored.Name };

    private static string? NameOf(ConnectedPage page, Lookup[] found) =>
        Array.Find(found, lookup => lookup.Target == Page && lookup.Id == page.Id)?.Text("name");

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

        public string? Text(string name) =>
            Node.ValueKind == JsonValueKind.Object
            && Node.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }
}
