using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>Stores the contacts of the business app and publishes their changes.</summary>
internal sealed class ContactProjection(AppContactStore contacts, OutgoingEvents events, Ids ids)
{
    private static readonly string[] Known = ["phone_number", "user_id", "full_name", "first_name", "username"];

    /// <returns>False when nothing changed, so that the caller forwards what Meta wrote.</returns>
    public async Task<bool> TakeAsync(DbSession session, WhatsAppWork work, EventVersion version1)
    {
        if (work.Owner.Phone is not { } phone)
            return false;
        var changes = await ChangesAsync(session, phone, Arrived(work, phone));
        await AppContactStore.SaveAsync(session, [.. changes.Select(change => change.Row)]);
        var news = changes.FindAll(change => change.IsNews);
        for (var i = 0; i < news.Count; i++)
            Tell(session, work, phone, news[i], i == 0 ? version1 : null);
        return news.Count > 0;
    }

    // The last state of each contact.
    private List<AppContactRow> Arrived(WhatsAppWork work, PhoneRow phone) =>
        work
            .Value.Items("state_sync")
            .Select(item => Read(item, phone, work.Row))
            .OfType<AppContactRow>()
            .GroupBy(row => row.Contact, StringComparer.Ordinal)
            .Select(same => same.OrderBy(row => row.ChangedAt).Last())
            .ToList();

    private async Task<List<ContactChange>> ChangesAsync(DbSession session, PhoneRow phone, List<AppContactRow> arrived)
    {
        var known = (await contacts.FindAsync(session, phone.Id, [.. arrived.Select(row => row.Contact)])).ToDictionary(
            row => row.Contact,
            StringComparer.Ordinal
        );
        return arrived
            .Select(row => new ContactChange(known.GetValueOrDefault(row.Contact), row))
            .Where(change => !change.IsOld)
            .Select(change => change.Kept())
            .ToList();
    }

    // Version 1 and endpoints of format meta get what Meta wrote, once, with the first contact.
    private void Tell(
        DbSession session,
        WhatsAppWork work,
        PhoneRow phone,
        ContactChange change,
        EventVersion? version1
    )
    {
        var data = new AppContactEvent(
            AppContactAnswer.Of(change.Row),
            change.Action,
            phone.WabaId,
            change.Row.ChangedAt
        );
        var e = new NewEvent(
            EventNames.ContactUpdated,
            change.Row.ChangedAt,
            Wire.Text(data, CoexistenceEventJson.Default.AppContactEvent)
        )
        {
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Channel = WhatsAppKind.Settings.Name,
            MetaPayload = version1 is null ? null : work.Row.Change,
            Version1 = version1,
        };
        work.Tell(session, events, e);
    }

    private AppContactRow? Read(JsonElement item, PhoneRow phone, InboundEventRow row)
    {
        var contact = item.Member("contact");
        var digits = MetaJson.Digits(contact.TextOrNumber("phone_number"));
        var userId = contact.Text("user_id");
        if ((digits is { Length: > 0 } ? digits : userId) is not { Length: > 0 } key)
            return null;
        var read = new AppContactRow
        {
            Id = ids.Uuid(),
            OrganizationId = phone.OrganizationId,
            Environment = phone.Environment,
            PhoneId = phone.Id,
            Contact = key,
            ContactPhone = digits is { Length: > 0 } ? "+" + digits : null,
            UserId = userId,
            ChangedAt = item.Member("metadata").Instant(row.ReceivedAt) ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
        return item.Text("action") == "remove" ? read with { RemovedAt = row.ReceivedAt } : Described(read, contact);
    }

    private static AppContactRow Described(AppContactRow row, JsonElement contact) =>
        row with
        {
            FullName = contact.Text("full_name"),
            FirstName = contact.Text("first_name"),
            Username = contact.Text("username"),
            Extra = ExtraOf(contact),
        };

    private static string? ExtraOf(JsonElement contact)
    {
        var extra = new JsonObject();
        foreach (var member in contact.EnumerateObject().Where(member => !Known.Contains(member.Name)))
            extra[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return extra.Count == 0 ? null : extra.ToJsonString();
    }

    /// <summary>A contact as it was, and as it has just arrived.</summary>
    private sealed record ContactChange(AppContactRow? Before, AppContactRow Row)
    {
        private bool WasKnown => Before is { RemovedAt: null };

        public string Action =>
            Row.RemovedAt is not null ? "remove"
            : WasKnown ? "edit"
            : "add";

        /// <summary>True when a newer change arrived before.</summary>
        public bool IsOld => Row.ChangedAt < Before?.ChangedAt;

        /// <summary>False for a change that changes nothing.</summary>
        public bool IsNews => WasKnown != (Row.RemovedAt is null) || (WasKnown && Shown(Before) != Shown(Row));

        /// <summary>The row to store: a known contact keeps its id.</summary>
        public ContactChange Kept() =>
            Before is null
                ? this
                : this with
                {
                    Row = Row with
                    {
                        Id = Before.Id,
                        CreatedAt = WasKnown || Row.RemovedAt is not null ? Before.CreatedAt : Row.CreatedAt,
                    },
                };

        private static (string?, string?, string?, string?, string?) Shown(AppContactRow? row) =>
            (row?.UserId, row?.FullName, row?.FirstName, row?.Username, row?.Extra);
    }
}
