using Json = Patchbay.Graph.Encryption.EncryptionJson;

namespace Patchbay.Graph.Encryption;

/// <summary>
/// The public key that Meta uses to encrypt the data of flows; see <see cref="Patchbay.Graph.Flows.FlowCrypto"/>.
/// </summary>
public sealed class EncryptionOperations
{
    internal static readonly GraphOperation<FieldsQuery, BusinessKeyAnswer> Get = new(
        "getBusinessEncryptionPublicKey",
        HttpMethod.Get,
        "{phone_number_id}/whatsapp_business_encryption",
        CoreJson.Default.FieldsQuery,
        Json.Default.BusinessKeyAnswer
    );

    internal static readonly GraphOperation<SetBusinessKey, Acknowledgement> Set = new(
        "setBusinessEncryptionPublicKey",
        HttpMethod.Post,
        "{phone_number_id}/whatsapp_business_encryption",
        Json.Default.SetBusinessKey,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Form,
    };

    private readonly GraphSession _session;

    internal EncryptionOperations(GraphSession session) => _session = session;

    /// <summary>Reads the key.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Business Encryption.</remarks>
    public Task<BusinessKeyAnswer> GetAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Sets the key.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Business Encryption.</remarks>
    public Task<Acknowledgement> SetAsync(
        string phoneNumberId,
        SetBusinessKey request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Set.At(phoneNumberId), request, cancellationToken);
}
