using Json = Patchbay.Graph.OfficialAccounts.OfficialAccountsJson;

namespace Patchbay.Graph.OfficialAccounts;

/// <summary>The badge of official business accounts.</summary>
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

    /// <summary>Reads where the application stands.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Official Business Account.</remarks>
    public Task<OfficialAccount> GetAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Applies for the badge, again or no longer.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Official Business Account.</remarks>
    public Task<OfficialApplied> ApplyAsync(
        string phoneNumberId,
        ApplyForOfficial request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Apply.At(phoneNumberId), request, cancellationToken);
}
