using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Finds the owners of WhatsApp's events and reads a batch of them. Messages and statuses are written and looked up for
/// the whole batch at once, because they come in large numbers.
/// </summary>
internal sealed class WhatsAppReceive(
    PhoneStore phones,
    WabaStore wabas,
    AccountStore accounts,
    MessageStore messages,
    MessageProjection received,
    CoexistenceProjection coexistence,
    WhatsAppEvents events
) : ChannelReceive
{
    public override string? SubjectOf(SplitEvent e) => e.NumberId;

    public override async Task<IReadOnlyList<OwnedSubject>> OwnersAsync(
        DbSession session,
        string environment,
        bool isNumber,
        IReadOnlySet<string> ids
    )
    {
        if (isNumber)
        {
            var numbers = await phones.OfMetaIdsAsync(session, environment, [.. ids]);
            return
            [
                .. numbers.Select(phone => new OwnedSubject(
                    phone.MetaPhoneNumberId,
                    new WhatsAppOwner(phone.Tenant, phone, phone.WabaId)
                )),
            ];
        }
        var holders = await wabas.HoldersAsync(session, environment, [.. ids]);
        return
        [
            .. holders.Select(waba => new OwnedSubject(
                waba.MetaWabaId,
                new WhatsAppOwner(new(waba.OrganizationId, waba.Environment), Phone: null, waba.Id)
            )),
        ];
    }

    public override async Task<IReadOnlyList<InboundWork>> PrepareAsync(
        DbSession session,
        IReadOnlyList<OwnedEvent> events
    )
    {
        var readings = events.Select(Read).ToList();
        var arrivals = readings.SelectMany(reading => reading.Messages).Select(read => read.Arrival).ToList();
        var standing = await messages.TakeAsync(session, arrivals);
        var outcomes = await OutcomesAsync(session, readings);
        var numbers = await NumbersAsync(session, readings, outcomes);
        var connections = readings.Select(reading => reading.Phone?.ConnectionId).OfType<string>().Distinct().ToList();
        var shown = await accounts.OfConnectionsAsync(session, connections);
        return
        [
            .. readings.Select(reading =>
                WorkOf(reading, standing, numbers, outcomes.GetValueOrDefault(reading), shown)
            ),
        ];
    }

    private Task<PersonNumbers> NumbersAsync(
        DbSession session,
        List<Reading> readings,
        Dictionary<Reading, StatusOutcome> outcomes
    ) =>
        PersonNumbers.OfAsync(
            session,
            messages,
            [
                .. readings.SelectMany(reading => reading.Messages).Select(read => read.Said),
                .. outcomes.Values.Select(outcome => outcome.Message),
            ]
        );

    // In the order of arrival: a status finds its message as the one before left it.
    private async Task<Dictionary<Reading, StatusOutcome>> OutcomesAsync(
        DbSession session,
        IReadOnlyList<Reading> readings
    )
    {
        var outcomes = new Dictionary<Reading, StatusOutcome>(ReferenceEqualityComparer.Instance);
        var known = await KnownAsync(session, readings);
        var current = known.Values.DistinctBy(row => row.Id).ToDictionary(row => row.Id);
        foreach (var reading in readings)
        {
            if (reading is not { Status: { } status, Phone: { } phone })
                continue;
            var message = known.TryGetValue(status.Subject, out var found) ? current[found.Id] : null;
            var outcome = StatusOutcome.Of(message, status, reading.Value, phone, reading.Owned.Row.ReceivedAt);
            outcomes[reading] = outcome;
            if (message is not null)
                current[message.Id] = outcome.Message;
        }
        return outcomes;
    }

    private Task<IReadOnlyDictionary<StatusSubject, MessageRow>> KnownAsync(
        DbSession session,
        IReadOnlyList<Reading> readings
    )
    {
        var subjects = readings.Select(reading => reading.Status?.Subject).OfType<StatusSubject>().ToList();
        return messages.FindForStatusesAsync(session, subjects);
    }

    private WhatsAppWork WorkOf(
        Reading reading,
        IReadOnlyDictionary<Guid, MessageRow> standing,
        PersonNumbers numbers,
        StatusOutcome? outcome,
        IReadOnlyDictionary<string, ShownAccount> shown
    )
    {
        ShownAccount? account =
            reading.Phone is { } phone && shown.TryGetValue(phone.ConnectionId, out var found) ? found : null;
        return new WhatsAppWork(reading.Owned, events.ApplyAsync)
        {
            Value = reading.Value,
            Messages = reading.Messages,
            Standing = standing,
            Numbers = numbers,
            Status = reading.Status,
            Outcome = outcome,
            AccountId = account?.Id,
            IsTold = account is not { IsActive: false },
        };
    }

    private Reading Read(OwnedEvent owned)
    {
        var phone = ((WhatsAppOwner)owned.Owner).Phone;
        var bare = new Reading(owned, phone, ValueOf(owned.Row), [], null);
        return phone is null ? bare : WithRows(bare, phone);
    }

    private Reading WithRows(Reading bare, PhoneRow phone)
    {
        var (row, value) = (bare.Owned.Row, bare.Value);
        return row switch
        {
            { Kind: InboundKind.Message, Field: "messages" } => bare with
            {
                Messages = [MessageChanges.Read(received.Received(row, phone, value))],
            },
            { Kind: InboundKind.Status, Field: "messages" } => bare with
            {
                Status = StatusProjection.Read(phone, value),
            },
            { Field: "smb_message_echoes" } => bare with
            {
                Messages = [.. coexistence.Echoes(row, phone, value).Select(MessageChanges.Read)],
            },
            { Field: "history" } => bare with
            {
                Messages = [.. coexistence.History(row, phone, value).Select(MessageChanges.Read)],
            },
            _ => bare,
        };
    }

    private static JsonElement ValueOf(InboundEventRow row) =>
        ReadableJson.Parse(row.Change).GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");

    /// <summary>An event and the history rows made from it.</summary>
    private sealed record Reading(
        OwnedEvent Owned,
        PhoneRow? Phone,
        JsonElement Value,
        IReadOnlyList<ReadMessage> Messages,
        StatusWork? Status
    );
}
