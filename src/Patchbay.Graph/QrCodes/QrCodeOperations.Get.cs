namespace Patchbay.Graph.QrCodes;

/// <content>Reading one code, which Meta writes plain or as a list with one entry.</content>
public sealed partial class QrCodeOperations
{
    /// <summary>Reads a code.</summary>
    /// <param name="phoneNumberId">Id of the number.</param>
    /// <param name="qrCodeId">Id of the code, 14 characters.</param>
    /// <param name="fields">Comma-separated names of the fields to return; Meta's default set when null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Individual QR Code.</remarks>
    public async Task<QrCode> GetAsync(
        string phoneNumberId,
        string qrCodeId,
        string? fields = null,
        CancellationToken cancellationToken = default
    )
    {
        var call = Get.Under(phoneNumberId, qrCodeId);
        var answer = await _session
            .CallAsync(call, new FieldsQuery { Fields = fields }, cancellationToken)
            .ConfigureAwait(false);
        return answer.Data is [var wrapped, ..] ? wrapped : answer;
    }
}
