using Json = Patchbay.Graph.PhoneNumbers.PhoneNumbersJson;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>
/// Business phone numbers: reading, adding, verification, registration and settings of the number itself.
/// </summary>
public sealed class PhoneNumberOperations
{
    internal static readonly GraphOperation<FieldsQuery, PhoneNumber> Get = new(
        "getPhoneNumberById",
        HttpMethod.Get,
        "{phone_number_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.PhoneNumber
    );

    internal static readonly GraphOperation<FieldsQuery, PhoneNumber> GetAccountNumber = new(
        "getWhatsAppAccountNumberDetails",
        HttpMethod.Get,
        "{account_number_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.PhoneNumber
    );

    internal static readonly GraphOperation<ListPhoneNumbers, Page<PhoneNumber>> List = new(
        "getWhatsAppBusinessAccountPhoneNumbers",
        HttpMethod.Get,
        "{waba_id}/phone_numbers",
        Json.Default.ListPhoneNumbers,
        Json.Default.PagePhoneNumber
    );

    internal static readonly GraphOperation<AddPhoneNumber, CreatedNode> Add = new(
        "createWhatsAppBusinessAccountPhoneNumber",
        HttpMethod.Post,
        "{waba_id}/phone_numbers",
        Json.Default.AddPhoneNumber,
        CoreJson.Default.CreatedNode
    );

    internal static readonly GraphOperation<RegisterPhoneNumber, Acknowledgement> Register = new(
        "registerWhatsAppBusinessPhoneNumber",
        HttpMethod.Post,
        "{phone_number_id}/register",
        Json.Default.RegisterPhoneNumber,
        CoreJson.Default.Acknowledgement
    );

    internal static readonly GraphOperation<Acknowledgement> Deregister = new(
        "deregisterPhoneNumber",
        HttpMethod.Post,
        "{phone_number_id}/deregister",
        CoreJson.Default.Acknowledgement
    );

    internal static readonly GraphOperation<RequestCode, Acknowledgement> AskForCode = new(
        "requestVerificationCode",
        HttpMethod.Post,
        "{phone_number_id}/request_code",
        Json.Default.RequestCode,
        CoreJson.Default.Acknowledgement
    );

    internal static readonly GraphOperation<VerifyCode, CodeVerified> Verify = new(
        "verifyPhoneNumberCode",
        HttpMethod.Post,
        "{phone_number_id}/verify_code",
        Json.Default.VerifyCode,
        Json.Default.CodeVerified
    );

    internal static readonly GraphOperation<UpdatePhoneNumber, PhoneNumberUpdated> Update = new(
        "updatePhoneNumberStatus",
        HttpMethod.Post,
        "{phone_number_id}",
        Json.Default.UpdatePhoneNumber,
        Json.Default.PhoneNumberUpdated
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal PhoneNumberOperations(GraphSession session) => _session = session;

    /// <summary>Reads a number.</summary>
    /// <param name="phoneNumberId">The number's id.</param>
    /// <param name="fields">
    /// Comma-separated names of the fields to return, such as <c>display_phone_number,quality_rating,health_status</c>;
    /// Meta's default set when null.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Numbers.</remarks>
    public Task<PhoneNumber> GetAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Reads a number by the id that it has within an account.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Account Numbers.</remarks>
    public Task<PhoneNumber> GetAccountNumberAsync(
        string accountNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) =>
        _session.CallAsync(
            GetAccountNumber.At(accountNumberId),
            new FieldsQuery { Fields = fields },
            cancellationToken
        );

    /// <summary>Lists an account's numbers, one page.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Management.</remarks>
    public Task<Page<PhoneNumber>> ListAsync(
        string wabaId,
        ListPhoneNumbers? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Lists an account's numbers, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Management.</remarks>
    public IAsyncEnumerable<PhoneNumber> ListAllAsync(
        string wabaId,
        ListPhoneNumbers? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(wabaId), query ?? new(), cancellationToken);

    /// <summary>Adds a number to an account; next, request a code and verify the number.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Management.</remarks>
    public Task<CreatedNode> AddAsync(
        string wabaId,
        AddPhoneNumber request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Add.At(wabaId), request, cancellationToken);

    /// <summary>
    /// Registers a verified number for the Cloud API; Meta allows ten tries per number in 72 hours, then answers with
    /// code 133016.
    /// </summary>
    /// <param name="phoneNumberId">The number's id.</param>
    /// <param name="pin">The two-step verification PIN, six digits.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Registration.</remarks>
    public Task<Acknowledgement> RegisterAsync(
        string phoneNumberId,
        string pin,
        CancellationToken cancellationToken = default
    ) => RegisterAsync(phoneNumberId, new RegisterPhoneNumber { Pin = pin }, cancellationToken);

    /// <summary>
    /// Registers a verified number for the Cloud API; Meta allows ten tries per number in 72 hours, then answers with
    /// code 133016.
    /// </summary>
    /// <exception cref="ArgumentException">The PIN is not six digits.</exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Registration.</remarks>
    public Task<Acknowledgement> RegisterAsync(
        string phoneNumberId,
        RegisterPhoneNumber request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        SixDigits.Ensure(request.Pin, nameof(request.Pin));
        return _session.CallAsync(Register.At(phoneNumberId), request, cancellationToken);
    }

    /// <summary>Deregisters a number from the Cloud API; the call counts toward the limit of registrations.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Management.</remarks>
    public Task<Acknowledgement> DeregisterAsync(string phoneNumberId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Deregister.At(phoneNumberId), cancellationToken);

    /// <summary>Asks for a verification code by text message or call.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Verification.</remarks>
    public Task<Acknowledgement> RequestCodeAsync(
        string phoneNumberId,
        RequestCode request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(AskForCode.At(phoneNumberId), request, cancellationToken);

    /// <summary>Proves ownership with the received code.</summary>
    /// <param name="phoneNumberId">The number's id.</param>
    /// <param name="code">The code: six digits, without the hyphen shown in the message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Number Verification.</remarks>
    public Task<CodeVerified> VerifyCodeAsync(
        string phoneNumberId,
        string code,
        CancellationToken cancellationToken = default
    )
    {
        SixDigits.Ensure(code, nameof(code));
        return _session.CallAsync(Verify.At(phoneNumberId), new VerifyCode { Code = code }, cancellationToken);
    }

    /// <summary>Changes settings of a number.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Numbers.</remarks>
    public Task<PhoneNumberUpdated> UpdateAsync(
        string phoneNumberId,
        UpdatePhoneNumber request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(phoneNumberId), request, cancellationToken);

    /// <summary>
    /// Sets a callback URL for the messages webhook of the number; the URL must already answer the handshake.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Numbers.</remarks>
    public Task<PhoneNumberUpdated> OverrideWebhookAsync(
        string phoneNumberId,
        Uri callback,
        string verifyToken,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrWhiteSpace(verifyToken);
        return UpdateAsync(
            phoneNumberId,
            new()
            {
                WebhookConfiguration = new() { OverrideCallbackUri = callback.AbsoluteUri, VerifyToken = verifyToken },
            },
            cancellationToken
        );
    }

    /// <summary>Removes the callback URL of the number.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Phone Numbers.</remarks>
    public Task<PhoneNumberUpdated> ResetWebhookAsync(
        string phoneNumberId,
        CancellationToken cancellationToken = default
    ) =>
        UpdateAsync(
            phoneNumberId,
            new() { WebhookConfiguration = new() { OverrideCallbackUri = "" } },
            cancellationToken
        );
}
