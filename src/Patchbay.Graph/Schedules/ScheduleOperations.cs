using Json = Patchbay.Graph.Schedules.SchedulesJson;

namespace Patchbay.Graph.Schedules;

/// <summary>Schedules of an account.</summary>
public sealed class ScheduleOperations
{
    internal static readonly GraphOperation<ListSchedules, Page<Schedule>> List = new(
        "getWhatsAppBusinessAccountSchedules",
        HttpMethod.Get,
        "{waba_id}/schedules",
        Json.Default.ListSchedules,
        Json.Default.PageSchedule
    );

    internal static readonly GraphOperation<CreateSchedule, CreatedNode> Create = new(
        "createWhatsAppBusinessAccountSchedule",
        HttpMethod.Post,
        "{waba_id}/schedules",
        Json.Default.CreateSchedule,
        CoreJson.Default.CreatedNode
    );

    private readonly GraphSession _session;

    internal ScheduleOperations(GraphSession session) => _session = session;

    /// <summary>Lists the schedules.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Schedule Management.</remarks>
    public Task<Page<Schedule>> ListAsync(
        string wabaId,
        ListSchedules? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists the schedules, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Schedule Management.</remarks>
    public IAsyncEnumerable<Schedule> ListAllAsync(
        string wabaId,
        ListSchedules? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Creates a schedule.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Schedule Management.</remarks>
    public Task<CreatedNode> CreateAsync(
        string wabaId,
        CreateSchedule request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Create.At(wabaId), request, cancellationToken);
}
