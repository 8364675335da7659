using Json = Patchbay.Graph.CreditLines.CreditLinesJson;

namespace Patchbay.Graph.CreditLines;

/// <summary>Sharing a credit line with clients, for solution partners.</summary>
/// <remarks><see cref="Businesses.BusinessOperations"/> lists the credit lines.</remarks>
public sealed class CreditLineOperations
{
    internal static readonly GraphOperation<ShareCredit, CreditShared> ShareAndAttach = new(
        "shareAndAttachCredit",
        HttpMethod.Post,
        "{credit_id}/whatsapp_credit_sharing_and_attach",
        Json.Default.ShareCredit,
        Json.Default.CreditShared
    )
    {
        Input = GraphInput.Query,
    };

    internal static readonly GraphOperation<ShareCreditWithBusiness, CreditShared> Share = new(
        "shareCredit",
        HttpMethod.Post,
        "{credit_id}/whatsapp_credit_sharing",
        Json.Default.ShareCreditWithBusiness,
        Json.Default.CreditShared
    )
    {
        Input = GraphInput.Query,
    };

    internal static readonly GraphOperation<ShareCredit, CreditShared> Attach = new(
        "attachCredit",
        HttpMethod.Post,
        "{credit_id}/whatsapp_credit_attach",
        Json.Default.ShareCredit,
        Json.Default.CreditShared
    )
    {
        Input = GraphInput.Query,
    };

    internal static readonly GraphOperation<FieldsQuery, CreditAllocation> Get = new(
        "getCreditAllocation",
        HttpMethod.Get,
        "{allocation_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.CreditAllocation
    );

    internal static readonly GraphOperation<ListAllocations, Page<CreditAllocation>> ListAllocations = new(
        "listCreditAllocations",
        HttpMethod.Get,
        "{credit_id}/owning_credit_allocation_configs",
        Json.Default.ListAllocations,
        Json.Default.PageCreditAllocation
    );

    internal static readonly GraphOperation<Acknowledgement> Revoke = new(
        "revokeCredit",
        HttpMethod.Delete,
        "{allocation_id}",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal CreditLineOperations(GraphSession session) => _session = session;

    /// <summary>Shares the credit line with a client's account, in one step.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Solution providers &gt; Share and revoke credit lines.</remarks>
    public Task<CreditShared> ShareAndAttachAsync(
        string creditId,
        ShareCredit request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ShareAndAttach.At(creditId), request, cancellationToken);

    /// <summary>Shares the credit line with a client's portfolio: the first of two steps.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Solution providers &gt; Share and revoke credit lines.</remarks>
    public Task<CreditShared> ShareAsync(
        string creditId,
        ShareCreditWithBusiness request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Share.At(creditId), request, cancellationToken);

    /// <summary>
    /// Attaches a shared credit line to the account, with the client's token: the second of two steps.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Solution providers &gt; Share and revoke credit lines.</remarks>
    public Task<CreditShared> AttachAsync(
        string creditId,
        ShareCredit request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Attach.At(creditId), request, cancellationToken);

    /// <summary>Reads a share of a credit line.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Solution providers &gt; Share and revoke credit lines.</remarks>
    public Task<CreditAllocation> GetAsync(
        string allocationId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(allocationId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Lists the shares given to a client.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Solution providers &gt; Share and revoke credit lines.</remarks>
    public Task<Page<CreditAllocation>> ListAllocationsAsync(
        string creditId,
        ListAllocations request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListAllocations.At(creditId), request, cancellationToken);

    /// <summary>Revokes a share, which stops the client's messages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Solution providers &gt; Share and revoke credit lines.</remarks>
    public Task<Acknowledgement> RevokeAsync(string allocationId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Revoke.At(allocationId), cancellationToken);
}
