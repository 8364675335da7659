using Json = Patchbay.Graph.OfficialAccounts.OfficialAccountsJson;

namespace Patchbay.Graph.OfficialAccounts;

/// <summary>The badge of an official business account.</summary>
public sealed class OfficialAccountOperations
{
    internal static readonly GraphOperation<FieldsQuery, OfficialAccount> Get = new(
        "getOfficialBusinessAccountStatus",
        HttpMethod.Get,
        "{phone_number_id}/official_business_account",
        CoreJson.Default.FieldsQuery,
        Json.Default.OfficialAccount
    );

    internal static readonly GraphOperation<ApplyForOfficial, OfficialApplied> Apply = new(
        "GraphWhatsAppBusinessAccountToNumberCurrentStatusOfficialBusinessAccountPost",
        HttpMethod.Post,
        "{phone_number_id}/official_business_account",
        Json.Default.ApplyForOfficial,
        Json.Default.OfficialApplied
    );

    private readonly GraphSession _session;

    internal OfficialAccountOperations(GraphSession session) => _session = session;

    /// <summary>Reads the status of the application.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Official Business Account.</remarks>
    public Task<OfficialAccount> GetAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Submits, resubmits or withdraws an application.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Official Business Account.</remarks>
    public Task<OfficialApplied> ApplyAsync(
        string phoneNumberId,
        ApplyForOfficial request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Apply.At(phoneNumberId), request, cancellationToken);
}
