using Json = Patchbay.Graph.Solutions.SolutionsJson;

namespace Patchbay.Graph.Solutions;

/// <summary>Multi-partner solutions: the apps of two partners serve the same clients.</summary>
public sealed class SolutionOperations
{
    internal static readonly GraphOperation<CreateSolution, CreatedSolution> Create = new(
        "createWhatsAppBusinessSolution",
        HttpMethod.Post,
        "{app_id}/whatsapp_business_solution",
        Json.Default.CreateSolution,
        Json.Default.CreatedSolution
    );

    internal static readonly GraphOperation<ListSolutions, Page<Solution>> ListOfApp = new(
        "getApplicationWhatsAppBusinessSolutions",
        HttpMethod.Get,
        "{app_id}/whatsapp_business_solutions",
        Json.Default.ListSolutions,
        Json.Default.PageSolution
    );

    internal static readonly GraphOperation<PageQuery, Page<Solution>> ListOfAccount = new(
        "listWabaSolutions",
        HttpMethod.Get,
        "{waba_id}/solutions",
        CoreJson.Default.PageQuery,
        Json.Default.PageSolution
    );

    internal static readonly GraphOperation<FieldsQuery, Solution> Get = new(
        "getSolutionDetails",
        HttpMethod.Get,
        "{solution_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.Solution
    );

    internal static readonly GraphOperation<AcceptSolution, AcceptedSolution> Accept = new(
        "acceptWhatsAppBusinessSolution",
        HttpMethod.Post,
        "{solution_id}/accept",
        Json.Default.AcceptSolution,
        Json.Default.AcceptedSolution
    );

    internal static readonly GraphOperation<RejectSolution, RejectedSolution> Reject = new(
        "rejectSolutionRequest",
        HttpMethod.Post,
        "{solution_id}/reject",
        Json.Default.RejectSolution,
        Json.Default.RejectedSolution
    );

    internal static readonly GraphOperation<RequestDeactivation, DeactivationRequested> RequestEnd = new(
        "sendSolutionDeactivationRequest",
        HttpMethod.Post,
        "{solution_id}/send_deactivation_request",
        Json.Default.RequestDeactivation,
        Json.Default.DeactivationRequested
    );

    internal static readonly GraphOperation<FieldsQuery, Solution> AcceptEnd = new(
        "acceptWhatsAppBusinessSolutionDeactivationRequest",
        HttpMethod.Post,
        "{solution_id}/accept_deactivation_request",
        CoreJson.Default.FieldsQuery,
        Json.Default.Solution
    )
    {
        Input = GraphInput.Query,
    };

    internal static readonly GraphOperation<RejectDeactivation, Solution> RejectEnd = new(
        "rejectSolutionDeactivationRequest",
        HttpMethod.Post,
        "{solution_id}/reject_deactivation_request",
        Json.Default.RejectDeactivation,
        Json.Default.Solution
    );

    internal static readonly GraphOperation<SolutionTokenQuery, SolutionToken> GetToken = new(
        "getSolutionAccessToken",
        HttpMethod.Get,
        "{solution_id}/access_token",
        Json.Default.SolutionTokenQuery,
        Json.Default.SolutionToken
    );

    private readonly GraphSession _session;

    internal SolutionOperations(GraphSession session) => _session = session;

    /// <summary>Creates a solution and invites another app to it.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<CreatedSolution> CreateAsync(
        string appId,
        CreateSolution request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Create.At(appId), request, cancellationToken);

    /// <summary>Lists an app's solutions.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<Page<Solution>> ListOfAppAsync(
        string appId,
        ListSolutions? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListOfApp.At(appId), query ?? new(), cancellationToken);

    /// <summary>Lists an app's solutions, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public IAsyncEnumerable<Solution> ListOfAppAllAsync(
        string appId,
        ListSolutions? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListOfApp.At(appId), query ?? new(), cancellationToken);

    /// <summary>Lists the solutions of an account.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<Page<Solution>> ListOfAccountAsync(
        string wabaId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListOfAccount.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists the solutions of an account, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public IAsyncEnumerable<Solution> ListOfAccountAllAsync(
        string wabaId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListOfAccount.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Reads a solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<Solution> GetAsync(
        string solutionId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(solutionId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Accepts an invitation.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<AcceptedSolution> AcceptAsync(
        string solutionId,
        AcceptSolution request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Accept.At(solutionId), request, cancellationToken);

    /// <summary>Rejects an invitation or a deactivation.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<RejectedSolution> RejectAsync(
        string solutionId,
        RejectSolution request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Reject.At(solutionId), request, cancellationToken);

    /// <summary>Asks the partner to deactivate a solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<DeactivationRequested> RequestDeactivationAsync(
        string solutionId,
        RequestDeactivation request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(RequestEnd.At(solutionId), request, cancellationToken);

    /// <summary>Accepts the deactivation of a solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Solution Management.</remarks>
    public Task<Solution> AcceptDeactivationAsync(
        string solutionId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(AcceptEnd.At(solutionId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Rejects the deactivation of a solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<Solution> RejectDeactivationAsync(
        string solutionId,
        RejectDeactivation request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(RejectEnd.At(solutionId), request, cancellationToken);

    /// <summary>Gets a token for a client of the solution.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Multi-Partner Solutions.</remarks>
    public Task<SolutionToken> GetTokenAsync(
        string solutionId,
        SolutionTokenQuery request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetToken.At(solutionId), request, cancellationToken);
}
