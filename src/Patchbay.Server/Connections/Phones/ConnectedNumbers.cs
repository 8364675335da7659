using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Prepares what else happens when a number becomes connected. What it returns runs in the transaction that stores the
/// new status; null when nothing else happens.
/// </summary>
internal delegate Task<Func<DbSession, Task>?> WhenNumberConnects(PhoneRow phone, CancellationToken cancellation);

/// <summary>Publishes <c>phone_number.connected</c>, once for each time a number is connected.</summary>
internal sealed class ConnectedNumbers(
    PhoneStore phones,
    WabaStore wabas,
    OutgoingEvents outgoing,
    IEnumerable<WhenNumberConnects> others,
    TimeProvider clock
)
{
    /// <summary>Reads what is needed; the result runs in the transaction that makes the number connected.</summary>
    public async Task<Func<DbSession, Task>> PrepareAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var waba = await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        var also = new List<Func<DbSession, Task>>();
        foreach (var other in others)
        {
            if (await other(phone, cancellation) is { } prepared)
                also.Add(prepared);
        }
        return async session =>
        {
            // First the others: a link makes an endpoint, which gets the event too.
            foreach (var prepared in also)
                await prepared(session);
            if (await phones.MarkConnectedAsync(session, phone.Id))
                await PublishAsync(session, phone, waba?.MetaWabaId ?? "");
        };
    }

    private Task PublishAsync(DbSession session, PhoneRow phone, string metaWabaId)
    {
        var connected = new ConnectedEvent(
            phone.OnboardingLinkId,
            phone.ExternalId,
            phone.Id,
            phone.PhoneNumber,
            phone.WabaId,
            metaWabaId,
            IsPhoneRegistered: true
        );
        var data = Wire.Text(connected, ConnectedEventJson.Default.ConnectedEvent);
        return outgoing.PublishAsync(
            session,
            phone.Tenant,
            new NewEvent(EventNames.PhoneNumberConnected, clock.GetUtcNow(), data)
            {
                PhoneId = phone.Id,
                WabaId = phone.WabaId,
                Channel = PhoneChannel.Name,
            }
        );
    }
}
