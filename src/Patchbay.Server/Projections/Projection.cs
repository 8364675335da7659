using System.Diagnostics;
using System.Text.Json;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Projections;

/// <summary>
/// Which kind of event goes to which handler: one place to look. Messages and statuses, which come by the thousand, are written
/// and looked up for the whole batch at once; then each event is handled in its turn, so that all is told in the order of arrival.
/// </summary>
internal sealed class Projection(
    MessageProjection messages,
    CoexistenceProjection coexistence,
    PhoneProjection phones,
    AccountProjection accounts,
    ChannelProjection channels,
    MailProjection mails,
    MessageStore store,
    AccountStore accountStore,
    OutgoingEvents events
)
{
    public async Task ApplyAsync(DbSession session, IEnumerable<(InboundEventRow Event, Owner Owner)> owned)
    {
        var works = owned.Select(one => Read(one.Event, one.Owner)).ToList();
        var added = await store.InsertAsync(session, [.. works.SelectMany(work => work.Messages)]);
        var known = await store.FindForStatusesAsync(
            session,
            [.. works.Select(work => work.Status?.Subject).OfType<StatusSubject>()]
        );
        var shown = await accountStore.IdsOfConnectionsAsync(
            session,
            [.. works.Select(work => work.Owner.Phone?.ConnectionId).OfType<string>().Distinct(StringComparer.Ordinal)]
        );
        foreach (var work in works)
        {
            if (work.Owner.Phone is { } phone && shown.TryGetValue(phone.ConnectionId, out var account))
                work.AccountId = account;
            using var span = Traces.GoOn("work on event", ActivityKind.Internal, work.Row.Traceparent);
            await ApplyAsync(session, work, added, known);
        }
    }

    private Work Read(InboundEventRow row, Owner owner)
    {
        if (owner.MailAccount is not null)
            return new(row, owner, default);
        var value = ValueOf(row);
        return new(row, owner, value)
        {
            Messages = owner.Phone is not { } phone
                ? []
                : row switch
                {
                    { Kind: InboundKind.Message, Field: "messages" } => [messages.Received(row, phone, value)],
                    { Field: "smb_message_echoes" } => coexistence.Echoes(row, phone, value),
                    { Field: "history" } => coexistence.History(row, phone, value),
                    _ => [],
                },
            Status =
                owner.Phone is not null && row is { Kind: InboundKind.Status, Field: "messages" }
                    ? MessageProjection.StatusOf(owner.Phone, value)
                    : null,
        };
    }

    private async Task ApplyAsync(
        DbSession session,
        Work work,
        IReadOnlySet<Guid> added,
        IReadOnlyDictionary<StatusSubject, MessageRow> known
    )
    {
        var (row, owner) = (work.Row, work.Owner);
        switch (row)
        {
            case var _ when owner.MailAccount is { } account:
                // Only what came signed by the account itself speaks for it.
                if (row.Object == MailEvents.Object)
                    await mails.ReceivedAsync(session, row, account);
                break;
            case var _ when owner.Connection is { } connection:
                await channels.ApplyAsync(session, row, connection, work.Value);
                break;
            case { Kind: InboundKind.Message, Field: "messages" }:
                messages.Receive(session, work, added);
                break;
            case { Kind: InboundKind.Status, Field: "messages" } when work.Status is { } status:
                messages.Advance(session, work, status, known.GetValueOrDefault(status.Subject));
                break;
            case { Field: "smb_message_echoes" } when owner.Phone is not null:
                coexistence.Tell(session, work, added);
                break;
            case { Field: "phone_number_quality_update" or "phone_number_name_update" } when owner.WabaId is not null:
                await phones.UpdatedAsync(session, row, owner, work.Value);
                break;
            case { Field: "message_template_status_update" }:
                Forward(session, work, EventNames.TemplateStatusUpdated);
                break;
            default:
                if (row.Field == "business_capability_update")
                    await phones.LimitedAsync(session, owner, work.Value);
                if (row.Field == "account_update")
                    await accounts.UpdatedAsync(session, row, owner, work.Value);
                Forward(session, work, EventNames.AccountUpdated);
                break;
        }
    }

    private static JsonElement ValueOf(InboundEventRow row)
    {
        var entry = ReadableJson.Parse(row.Change).GetProperty("entry")[0];
        return row.Field is PayloadSplitter.Messaging or PayloadSplitter.Standby && entry.Items(row.Field).Any()
            ? entry.GetProperty(row.Field)[0]
            : entry.GetProperty("changes")[0].GetProperty("value");
    }

    // Kinds without a shape of their own go on as they came.
    private void Forward(DbSession session, Work work, string name)
    {
        var data = Wire.Text(
            new ForwardedEvent(work.Owner.PhoneId, work.Owner.WabaId, work.Row.Field, work.Value),
            InboundJson.Default.ForwardedEvent
        );
        events.Publish(
            session,
            work.Owner.Tenant,
            new NewEvent(name, work.Row.ReceivedAt, data)
            {
                PhoneId = work.Owner.PhoneId,
                WabaId = work.Owner.WabaId,
                MetaPayload = work.Row.Change,
            }
        );
    }
}

/// <summary>Data of an event that is handed on as Meta wrote it.</summary>
public sealed record ForwardedEvent(Guid? PhoneNumberId, Guid? WabaId, string Field, JsonElement Value);
