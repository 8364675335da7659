using Json = Patchbay.Graph.Coexistence.CoexistenceJson;

namespace Patchbay.Graph.Coexistence;

/// <summary>Numbers that are also used in the WhatsApp Business app.</summary>
public sealed class CoexistenceOperations
{
    internal static readonly GraphOperation<SyncAppData, AppDataRequested> Sync = new(
        "syncAppData",
        HttpMethod.Post,
        "{phone_number_id}/smb_app_data",
        Json.Default.SyncAppData,
        Json.Default.AppDataRequested
    );

    private readonly GraphSession _session;

    internal CoexistenceOperations(GraphSession session) => _session = session;

    /// <summary>Requests the app's contacts or message history, which arrive in webhooks.</summary>
    /// <exception cref="GraphApiException">Code 2593107: already requested; 2593108: the 24 hours are over.</exception>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Embedded Signup &gt; Onboarding WhatsApp Business app users.
    /// </remarks>
    public Task<AppDataRequested> SyncAsync(
        string phoneNumberId,
        SyncAppData request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Sync.At(phoneNumberId), request, cancellationToken);
}
