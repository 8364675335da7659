using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Projections;

/// <summary>
/// Finds whose events are, in the transaction that works on them: what it finds is true at that moment, so there is nothing
/// to keep up to date and nothing goes to a former owner.
/// </summary>
internal sealed class TenantRouter(
    PhoneStore phones,
    WabaStore wabas,
    ConnectionStore connections,
    AccountStore accounts
)
{
    public async Task<ILookup<Subject, Owner>> OwnersAsync(DbSession session, IEnumerable<Subject> subjects)
    {
        var owners = new List<(Subject Subject, Owner Owner)>();
        foreach (var kind in subjects.GroupBy(one => (one.Environment, one.IsNumber)))
        {
            var ids = kind.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            var found = kind.Key.IsNumber
                ? await OfNumbersAsync(session, kind.Key.Environment, ids)
                : await OfAccountsAsync(session, kind.Key.Environment, ids);
            owners.AddRange(
                found.Select(one => (new Subject(kind.Key.Environment, kind.Key.IsNumber, one.Id), one.Owner))
            );
        }
        return owners.ToLookup(one => one.Subject, one => one.Owner);
    }

    private async Task<IEnumerable<(string Id, Owner Owner)>> OfNumbersAsync(
        DbSession session,
        string environment,
        HashSet<string> ids
    ) =>
        (await phones.OfMetaIdsAsync(session, environment, ids)).Select(phone =>
            (phone.MetaPhoneNumberId, Owner.Of(phone))
        );

    private async Task<IEnumerable<(string Id, Owner Owner)>> OfAccountsAsync(
        DbSession session,
        string environment,
        HashSet<string> ids
    )
    {
        var holders = (await wabas.HoldersAsync(session, environment, ids)).Select(waba =>
            (waba.MetaWabaId, Owner.Of(waba))
        );
        var connected = (await connections.OfAccountsAsync(session, environment, ids)).SelectMany(connection =>
            AccountOf(connection) is { } id && ids.Contains(id)
                ? [(id, Owner.Of(connection))]
                : Array.Empty<(string, Owner)>()
        );
        return holders.Concat(connected).Concat(await OfMailAsync(session, environment, ids));
    }

    // Our own ids, which Meta's never look like.
    private async Task<IEnumerable<(string Id, Owner Owner)>> OfMailAsync(
        DbSession session,
        string environment,
        HashSet<string> ids
    )
    {
        var own = ids.Select(id => Guid.TryParseExact(id, "D", out var value) ? value : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .ToList();
        return own.Count == 0
            ? []
            : (await accounts.OfIdsAsync(session, environment, IntegrationChannels.Email, own)).Select(one =>
                (one.Id.ToString(), Owner.Of(one))
            );
    }

    // An Instagram account may be reached through a page, whose own people are none of its.
    private static string? AccountOf(ConnectionRow connection) =>
        connection.Channel == ChannelNames.Messenger ? connection.PageId : connection.IgBusinessAccountId;
}
