using Patchbay.Server.Connections;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Inbound;

/// <summary>Finds whose an event is: by the number it names, else by the WhatsApp account.</summary>
internal sealed class TenantRouter(PhoneStore phones, WabaStore wabas, Ids ids, TimeProvider clock)
{
    public async Task<IntakeBatch> RouteAsync(string environment, IReadOnlyList<SplitEvent> events, CancellationToken cancellation)
    {
        var owned = new List<(SplitEvent Event, Owner Owner)>(events.Count);
        var strays = new List<QuarantinedBody>();
        var known = new Dictionary<(string?, string), IReadOnlyList<Owner>>();
        foreach (var one in events)
        {
            var subject = (one.MetaPhoneNumberId, one.MetaPhoneNumberId is null ? one.EntryId : "");
            if (!known.TryGetValue(subject, out var owners)) known[subject] = owners = await OwnersAsync(environment, one, cancellation);
            owned.AddRange(owners.Select(owner => (one, owner)));
            if (owners.Count == 0) strays.Add(new(environment, one.MetaPhoneNumberId is null ? "unknown_account" : "unknown_number", one.Change));
        }
        return new(Rows(environment, owned), strays);
    }

    private async Task<IReadOnlyList<Owner>> OwnersAsync(string environment, SplitEvent one, CancellationToken cancellation)
    {
        if (one.MetaPhoneNumberId is { } metaId)
        {
            return await phones.FindByMetaIdAsync(environment, metaId, cancellation) is { } phone
                ? [new(phone.OrganizationId, phone.Id, phone.WabaId)]
                : [];
        }
        var holders = await wabas.HoldersAsync(environment, one.EntryId, cancellation);
        if (holders.Count == 0 && NamedAccount(one) is { } account) holders = await wabas.HoldersAsync(environment, account, cancellation);
        return [.. holders.Select(waba => new Owner(waba.OrganizationId, null, waba.Id))];
    }

    // Events about a partner's customers come under the partner's own business and name the customer's account inside.
    private static string? NamedAccount(SplitEvent one)
    {
        if (one.Field != "account_update") return null;
        using var payload = ReadableJson.Parse(one.Change);
        return Withdrawals.WabaOf(payload.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value"));
    }

    // Work goes by id within a moment, and ids of one moment are in no order of their own: here they get the body's.
    private List<InboundEventRow> Rows(string environment, List<(SplitEvent Event, Owner Owner)> owned)
    {
        var inOrder = owned.Select(_ => ids.Uuid()).Order();
        return [.. owned.Zip(inOrder, (one, id) => Row(id, environment, one.Event, one.Owner))];
    }

    private InboundEventRow Row(Guid id, string environment, SplitEvent one, Owner owner) => new()
    {
        Id = id, Environment = environment, OrganizationId = owner.OrganizationId, PhoneId = owner.PhoneId, WabaId = owner.WabaId, Field = one.Field,
        Kind = one.Kind, DedupeKey = one.DedupeKey, Change = one.Change, State = InboundState.Pending, Attempts = 0,
        DueAt = clock.GetUtcNow(), ReceivedAt = clock.GetUtcNow(),
    };

    private sealed record Owner(Guid OrganizationId, Guid? PhoneId, Guid WabaId);
}
