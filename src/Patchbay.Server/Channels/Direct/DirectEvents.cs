using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>
/// Applies events of pages and Instagram accounts. Messages and statuses go into the history; other events are
/// forwarded as Meta wrote them.
/// </summary>
internal sealed class DirectEvents(DirectProjection direct, DirectChanges changes, OutgoingEvents events)
{
    public async Task ApplyAsync(DbSession session, DirectWork work)
    {
        var kind = work.Row.Field == PayloadLists.Messaging ? DirectRules.KindOf(work.Value) : DirectKind.Other;
        switch (kind)
        {
            case DirectKind.Message or DirectKind.Postback:
                await direct.ReceivedAsync(session, work);
                break;
            case DirectKind.Echo:
                await direct.EchoAsync(session, work);
                break;
            case DirectKind.Delivery:
                await direct.DeliveredAsync(session, work);
                break;
            case DirectKind.Read:
                await direct.ReadAsync(session, work);
                break;
            case DirectKind.Edit or DirectKind.Deletion:
                await changes.ApplyAsync(session, work, kind);
                break;
            default:
                Forward(session, work);
                break;
        }
    }

    private void Forward(DbSession session, DirectWork work)
    {
        var row = work.Row;
        var name = DirectEventNaming.NameOf(row.Field, work.Value);
        var e = new NewEvent(name, row.ReceivedAt, DirectRaw.TextOf(work))
        {
            MetaPayload = row.Change,
            // A handover keeps its place among the messages of the person.
            Contact = name == EventNames.ConversationHandover ? work.Value.Member("sender").Text("id") : null,
            ConnectionId = work.Connection.Id,
        };
        work.Tell(session, events, e);
    }
}
