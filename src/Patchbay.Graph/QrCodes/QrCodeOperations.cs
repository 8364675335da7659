using Json = Patchbay.Graph.QrCodes.QrCodesJson;

namespace Patchbay.Graph.QrCodes;

/// <summary>QR codes and links that open a chat with a prefilled message.</summary>
/// <remarks>A number has at most 2,000 codes.</remarks>
public sealed partial class QrCodeOperations
{
    internal static readonly GraphOperation<ListQrCodes, Page<QrCode>> List = new(
        "listAllQrCodes",
        HttpMethod.Get,
        "{phone_number_id}/message_qrdls",
        Json.Default.ListQrCodes,
        Json.Default.PageQrCode
    );

    internal static readonly GraphOperation<SaveQrCode, QrCode> Save = new(
        "createOrUpdateQrCode",
        HttpMethod.Post,
        "{phone_number_id}/message_qrdls",
        Json.Default.SaveQrCode,
        Json.Default.QrCode
    );

    internal static readonly GraphOperation<FieldsQuery, QrCode> Get = new(
        "getIndividualQrCode",
        HttpMethod.Get,
        "{phone_number_id}/message_qrdls/{qr_code_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.QrCode
    );

    internal static readonly GraphOperation<Acknowledgement> Delete = new(
        "deleteIndividualQrCode",
        HttpMethod.Delete,
        "{phone_number_id}/message_qrdls/{qr_code_id}",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal QrCodeOperations(GraphSession session) => _session = session;

    /// <summary>Lists a number's codes.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; QR Code Collection.</remarks>
    public Task<Page<QrCode>> ListAsync(
        string phoneNumberId,
        ListQrCodes? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Lists a number's codes, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; QR Code Collection.</remarks>
    public IAsyncEnumerable<QrCode> ListAllAsync(
        string phoneNumberId,
        ListQrCodes? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Creates a QR code, or changes its message.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; QR Code Collection.</remarks>
    public Task<QrCode> SaveAsync(
        string phoneNumberId,
        SaveQrCode request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Save.At(phoneNumberId), request, cancellationToken);

    /// <summary>Deletes a QR code; its image and link stop working.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Individual QR Code.</remarks>
    public Task<Acknowledgement> DeleteAsync(
        string phoneNumberId,
        string qrCodeId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Delete.Under(phoneNumberId, qrCodeId), cancellationToken);
}
