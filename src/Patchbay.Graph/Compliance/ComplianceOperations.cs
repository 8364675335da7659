using Json = Patchbay.Graph.Compliance.ComplianceJson;

namespace Patchbay.Graph.Compliance;

/// <summary>The business details that Indian law requires.</summary>
public sealed class ComplianceOperations
{
    internal static readonly GraphOperation<FieldsQuery, Page<ComplianceInfo>> Get = new(
        "getBusinessComplianceInfo",
        HttpMethod.Get,
        "{phone_number_id}/business_compliance_info",
        CoreJson.Default.FieldsQuery,
        Json.Default.PageComplianceInfo
    );

    internal static readonly GraphOperation<UpdateComplianceInfo, Acknowledgement> Update = new(
        "updateBusinessComplianceInfo",
        HttpMethod.Post,
        "{phone_number_id}/business_compliance_info",
        Json.Default.UpdateComplianceInfo,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal ComplianceOperations(GraphSession session) => _session = session;

    /// <summary>Reads the details: a list with one entry.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Business Compliance.</remarks>
    public Task<Page<ComplianceInfo>> GetAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Sets the details.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Business Compliance.</remarks>
    public Task<Acknowledgement> UpdateAsync(
        string phoneNumberId,
        UpdateComplianceInfo request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(phoneNumberId), request, cancellationToken);
}
