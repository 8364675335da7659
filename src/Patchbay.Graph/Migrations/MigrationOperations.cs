using Json = Patchbay.Graph.Migrations.MigrationsJson;

namespace Patchbay.Graph.Migrations;

/// <summary>
/// Moving accounts to another solution, and away from a partner that owns them on behalf of a client.
/// </summary>
public sealed class MigrationOperations
{
    internal static readonly GraphOperation<FieldsQuery, MigrationIntent> Get = new(
        "getMigrationIntentDetails",
        HttpMethod.Get,
        "{migration_intent_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.MigrationIntent
    );

    internal static readonly GraphOperation<SetSolutionMigration, SolutionMigrationSet> SetSolution = new(
        "setSolutionMigrationIntent",
        HttpMethod.Post,
        "{waba_id}/set_solution_migration_intent",
        Json.Default.SetSolutionMigration,
        Json.Default.SolutionMigrationSet
    );

    internal static readonly GraphOperation<PageQuery, Page<OnBehalfRequest>> ListRequests = new(
        "getInProgressOnBehalfRequests",
        HttpMethod.Get,
        "{waba_id}/in_progress_onbehalf_request",
        CoreJson.Default.PageQuery,
        Json.Default.PageOnBehalfRequest
    );

    internal static readonly GraphOperation<FieldsQuery, MobilityIntent> GetMobility = new(
        "getOBOMobilityIntent",
        HttpMethod.Get,
        "{mobility_intent_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.MobilityIntent
    );

    internal static readonly GraphOperation<CreateMobilityIntent, MobilityIntentCreated> CreateMobility = new(
        "createOBOMobilityIntent",
        HttpMethod.Post,
        "{waba_id}/obo_mobility_intent",
        Json.Default.CreateMobilityIntent,
        Json.Default.MobilityIntentCreated
    );

    internal static readonly GraphOperation<SetMobilityIntent, MobilityIntentSet> SetMobility = new(
        "setOBOMobilityIntent",
        HttpMethod.Post,
        "{waba_id}/set_obo_mobility_intent",
        Json.Default.SetMobilityIntent,
        Json.Default.MobilityIntentSet
    );

    private readonly GraphSession _session;

    internal MigrationOperations(GraphSession session) => _session = session;

    /// <summary>Reads a planned move to another solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Migration Intent.</remarks>
    public Task<MigrationIntent> GetAsync(
        string migrationIntentId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(migrationIntentId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Plans a move to another solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Solution Migration.</remarks>
    public Task<SolutionMigrationSet> SetSolutionMigrationAsync(
        string wabaId,
        SetSolutionMigration request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SetSolution.At(wabaId), request, cancellationToken);

    /// <summary>Lists the requests to act on behalf of the account's business.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account On-Behalf Requests.
    /// </remarks>
    public Task<Page<OnBehalfRequest>> ListOnBehalfRequestsAsync(
        string wabaId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListRequests.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists the requests to act on behalf of the account's business, all pages.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account On-Behalf Requests.
    /// </remarks>
    public IAsyncEnumerable<OnBehalfRequest> ListOnBehalfRequestsAllAsync(
        string wabaId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListRequests.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Reads a planned move of an account owned on behalf of a client.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; OBO Mobility Intent.</remarks>
    public Task<MobilityIntent> GetMobilityAsync(
        string mobilityIntentId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetMobility.At(mobilityIntentId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Plans a move of an account owned on behalf of a client.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; OBO Mobility Intent.</remarks>
    public Task<MobilityIntentCreated> CreateMobilityAsync(
        string wabaId,
        CreateMobilityIntent request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(CreateMobility.At(wabaId), request, cancellationToken);

    /// <summary>Plans a move of an account owned on behalf of a client, with the older call.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; OBO Mobility Intent.</remarks>
    public Task<MobilityIntentSet> SetMobilityAsync(
        string wabaId,
        SetMobilityIntent request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SetMobility.At(wabaId), request, cancellationToken);
}
