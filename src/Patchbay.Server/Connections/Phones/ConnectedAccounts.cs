using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Puts the connected account together: stored ids always, names from Meta when it answers.</summary>
internal static class ConnectedAccounts
{
    private const int MaxPages = 10;

    public static ConnectedAccount Stored(WabaRow waba)
    {
        var (pages, datasets) = (JsonLists.Read(waba.PageIds)!, JsonLists.Read(waba.DatasetIds)!);
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
            CatalogIds = JsonLists.Read(waba.CatalogIds)!,
            InstagramAccountIds = JsonLists.Read(waba.InstagramAccountIds)!,
            MarketingMessagesOnboardingStatus = waba.MarketingStatus is { } status ? new MarketingStatus(status) : null,
            GraphLookupErrors = [],
        };
    }

    /// <summary>With live lookups; what fails there is listed and never fails the answer.</summary>
    public static async Task<ConnectedAccount> LiveAsync(
        WabaRow waba,
        GraphSession meta,
        CancellationToken cancellation
    )
    {
        var stored = Stored(waba);
        var business = stored.Business is null
            ? null
            : TryAsync(
                "business",
                stored.Business.Id,
                () => meta.Nodes.GetAsync(stored.Business.Id, "id,name", cancellation)
            );
        var account = TryAsync(
            "waba",
            waba.MetaWabaId,
            () => meta.Nodes.GetAsync(waba.MetaWabaId, "id,marketing_messages_onboarding_status", cancellation)
        );
        var pages = stored
            .PageIds.Take(MaxPages)
            .Select(id => TryAsync("page", id, () => meta.Nodes.GetAsync(id, "id,name", cancellation)))
            .ToArray();
        Task<Lookup>[] all = business is null ? [account, .. pages] : [business, account, .. pages];
        var found = await Task.WhenAll(all);
        return stored with
        {
            Business =
                stored.Business is { } known && business is not null
                    ? known with
                    {
                        Name = (await business).Text("name") ?? known.Name,
                    }
                    : stored.Business,
            Pages =
            [
                .. stored.Pages.Select(page =>
                    page with
                    {
                        Name = Array.Find(found, one => one.Target == "page" && one.Id == page.Id)?.Text("name"),
                    }
                ),
            ],
            MarketingMessagesOnboardingStatus = (await account).Text("marketing_messages_onboarding_status")
                is { } status
                ? new MarketingStatus(status)
                : stored.MarketingMessagesOnboardingStatus,
            GraphLookupErrors = [.. found.Where(one => one.Error is not null).Select(one => one.Error!)],
        };
    }

    private static async Task<Lookup> TryAsync(string target, string id, Func<Task<JsonElement>> read)
    {
        try
        {
            return new Lookup(target, id, await read(), null);
        }
        catch (GraphException error)
        {
            var code = (error as GraphApiException)?.Code;
            return new Lookup(
                target,
                id,
                default,
                new LookupError(target, id, code, code is null ? "unreachable" : "refused")
            );
        }
    }

    private sealed record Lookup(string Target, string Id, JsonElement Node, LookupError? Error)
    {
        public string? Text(string name) =>
            Node.ValueKind == JsonValueKind.Object
            && Node.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }
}
