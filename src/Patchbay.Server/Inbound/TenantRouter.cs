using Patchbay.Server.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Inbound;

/// <summary>Finds whose an event is: by the number it names, else by the WhatsApp account.</summary>
internal sealed class TenantRouter(PhoneStore phones, WabaStore wabas, Ids ids, TimeProvider clock)
{
    public async Task<IntakeBatch> RouteAsync(string environment, IReadOnlyList<SplitEvent> events, CancellationToken cancellation)
    {
        var rows = new List<InboundEventRow>(events.Count);
        var strays = new List<QuarantinedBody>();
        var known = new Dictionary<string, PhoneRow?>(StringComparer.Ordinal);
        foreach (var one in events)
        {
            var count = rows.Count;
            if (one.MetaPhoneNumberId is { } metaId)
            {
                if (!known.TryGetValue(metaId, out var phone)) known[metaId] = phone = await phones.FindByMetaIdAsync(environment, metaId, cancellation);
                if (phone is not null) rows.Add(Row(environment, one, phone.OrganizationId, phone.Id, phone.WabaId));
            }
            else
            {
                var holders = await wabas.HoldersAsync(environment, one.EntryId, cancellation);
                rows.AddRange(holders.Select(waba => Row(environment, one, waba.OrganizationId, null, waba.Id)));
            }
            if (rows.Count == count) strays.Add(new(environment, one.MetaPhoneNumberId is null ? "unknown_account" : "unknown_number", one.Change));
        }
        return new(rows, strays);
    }

    private InboundEventRow Row(string environment, SplitEvent one, Guid organizationId, Guid? phoneId, Guid wabaId) => new()
    {
        Id = ids.Uuid(), Environment = environment, OrganizationId = organizationId, PhoneId = phoneId, WabaId = wabaId, Field = one.Field,
        Kind = one.Kind, DedupeKey = one.DedupeKey, Change = one.Change, State = InboundState.Pending, Attempts = 0,
        DueAt = clock.GetUtcNow(), ReceivedAt = clock.GetUtcNow(),
    };
}
