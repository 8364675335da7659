using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>Seals and opens the queries of webhooks' addresses.</summary>
public sealed class EndpointQueries(Database database, Vault vault)
{
    private const int AtATime = 500;

    /// <summary>Returns the whole address of an endpoint.</summary>
    public async ValueTask<string> WholeAsync(EndpointRow row, CancellationToken cancellation) =>
        row.UrlQuery is { } box
            ? EndpointAddress.Whole(
                row.Url,
                await vault.OpenAsync(PlaceOf(row.OrganizationId, row.Id), box, cancellation)
            )
            : row.Url;

    /// <summary>Returns the address to store, and its sealed query; null when it has none.</summary>
    public async ValueTask<(string Shown, byte[]? Query)> SealAsync(
        Guid organizationId,
        Guid id,
        string url,
        CancellationToken cancellation
    )
    {
        var address = EndpointAddress.Of(url);
        return address.Query is { } query
            ? (address.Shown, await vault.SealAsync(PlaceOf(organizationId, id), query, cancellation))
            : (address.Shown, null);
    }

    /// <summary>Seals the queries that an earlier version stored as text. Called before the server listens.</summary>
    public async Task SealStoredAsync(CancellationToken cancellation)
    {
        int sealedNow;
        do sealedNow = await database.WriteAsync(session => SealStoredAsync(session, cancellation), cancellation);
        while (sealedNow == AtATime);
    }

    private async Task<int> SealStoredAsync(DbSession session, CancellationToken cancellation)
    {
        var open = await session.ListAsync<EndpointRow>(
            $"select * from endpoints where url_query is null and url like '%?_%' order by id limit {AtATime}"
        );
        foreach (var row in open)
        {
            var (shown, query) = await SealAsync(row.OrganizationId, row.Id, row.Url, cancellation);
            await session.ExecuteAsync(
                "update endpoints set url = @shown, url_query = @query, row_version = row_version + 1 where id = @Id",
                new
                {
                    shown,
                    query,
                    row.Id,
                }
            );
        }
        return open.Count;
    }

    private static SecretPlace PlaceOf(Guid organizationId, Guid id) =>
        new(organizationId, "endpoints", id.ToString(), "url_query");
}
