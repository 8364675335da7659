using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Seals the queries of links' webhook addresses that an earlier version stored as text.</summary>
internal sealed class LinkQueries(Database database, Vault vault)
{
    private const int AtATime = 500;

    /// <summary>Called before the server listens.</summary>
    public async Task SealStoredAsync(CancellationToken cancellation)
    {
        int sealedNow;
        do sealedNow = await database.WriteAsync(session => SealStoredAsync(session, cancellation), cancellation);
        while (sealedNow == AtATime);
    }

    private async Task<int> SealStoredAsync(DbSession session, CancellationToken cancellation)
    {
        var open = await session.ListAsync<LinkRow>(
            $"""
            select * from onboarding_links where webhook_query is null and webhook_url like '%?_%'
                order by id limit {AtATime}
            """
        );
        foreach (var link in open)
        {
            if (link.WebhookUrl is not { } url || EndpointAddress.Of(url) is not { Query: { } query } address)
                continue;
            var place = LinkStore.WebhookQueryPlace(link.OrganizationId, link.Id);
            await session.ExecuteAsync(
                "update onboarding_links set webhook_url = @Shown, webhook_query = @box where id = @Id",
                new
                {
                    address.Shown,
                    box = await vault.SealAsync(place, query, cancellation),
                    link.Id,
                }
            );
        }
        return open.Count;
    }
}
