using Patchbay.Graph;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Opens sessions at Meta in the name of a number's connection.</summary>
internal sealed class MetaSessions(ConnectionStore connections, PhoneStore phones, ConnectionSessions sessions)
{
    public static readonly Problem NotUsable = new(
        409,
        "connection_not_usable",
        "This number's connection cannot send; see its health."
    );

    /// <summary>
    /// Returns null when the connection is not connected, its credentials are gone or its app is not configured.
    /// </summary>
    public async Task<GraphSession?> OfAsync(PhoneRow phone, CancellationToken cancellation) =>
        await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation) is { } connection
            ? (await sessions.FindUsableAsync(connection, cancellation))?.Meta
            : null;

    /// <summary>Returns a session of any connected number of an account.</summary>
    public async Task<GraphSession?> OfAsync(WabaRow waba, CancellationToken cancellation)
    {
        foreach (
            var phone in await phones.OfWabaAsync(new(waba.OrganizationId, waba.Environment), waba.Id, cancellation)
        )
        {
            if (await OfAsync(phone, cancellation) is { } session)
                return session;
        }
        return null;
    }
}
