using Json = Patchbay.Graph.Activities.ActivitiesJson;

namespace Patchbay.Graph.Activities;

/// <summary>The activity log of an account: what was done, by whom and when.</summary>
public sealed class ActivityOperations
{
    internal static readonly GraphOperation<ListActivities, Page<Activity>> List = new(
        "getWhatsAppBusinessAccountActivities",
        HttpMethod.Get,
        "{waba_id}/activities",
        Json.Default.ListActivities,
        Json.Default.PageActivity
    );

    private readonly GraphSession _session;

    internal ActivityOperations(GraphSession session) => _session = session;

    /// <summary>Lists the activities.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account Activities.</remarks>
    public Task<Page<Activity>> ListAsync(
        string wabaId,
        ListActivities? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists the activities, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account Activities.</remarks>
    public IAsyncEnumerable<Activity> ListAllAsync(
        string wabaId,
        ListActivities? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(wabaId), query ?? new(), cancellationToken);
}
