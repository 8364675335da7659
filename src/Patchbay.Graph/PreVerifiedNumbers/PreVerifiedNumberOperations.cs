using Patchbay.Graph.PhoneNumbers;
using Json = Patchbay.Graph.PreVerifiedNumbers.PreVerifiedNumbersJson;

namespace Patchbay.Graph.PreVerifiedNumbers;

/// <summary>Phone numbers that a partner owns and has verified, for clients to use during sign-up.</summary>
public sealed class PreVerifiedNumberOperations
{
    internal static readonly GraphOperation<ListPreVerifiedNumbers, Page<PreVerifiedNumber>> List = new(
        "getPreVerifiedPhoneNumbers",
        HttpMethod.Get,
        "{business_id}/preverified_numbers",
        Json.Default.ListPreVerifiedNumbers,
        Json.Default.PagePreVerifiedNumber
    );

    internal static readonly GraphOperation<AddPreVerifiedNumber, CreatedNode> Add = new(
        "addPhoneNumbers",
        HttpMethod.Post,
        "{business_id}/add_phone_numbers",
        Json.Default.AddPreVerifiedNumber,
        CoreJson.Default.CreatedNode
    );

    internal static readonly GraphOperation<SharePreVerifiedNumber, Acknowledgement> Share = new(
        "sharePreVerifiedPhoneNumber",
        HttpMethod.Post,
        "{business_id}/share_preverified_numbers",
        Json.Default.SharePreVerifiedNumber,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<FieldsQuery, PreVerifiedNumber> Get = new(
        "getPreVerifiedPhoneNumberDetails",
        HttpMethod.Get,
        "{preverified_number_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.PreVerifiedNumber
    );

    internal static readonly GraphOperation<Acknowledgement> Delete = new(
        "deletePreVerifiedPhoneNumber",
        HttpMethod.Delete,
        "{preverified_number_id}",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<PageQuery, Page<NumberPartner>> ListPartners = new(
        "getPreVerifiedPhoneNumberPartners",
        HttpMethod.Get,
        "{preverified_number_id}/partners",
        CoreJson.Default.PageQuery,
        Json.Default.PageNumberPartner
    );

    internal static readonly GraphOperation<RequestCode, Acknowledgement> AskForCode = new(
        "requestPreVerifiedPhoneNumberCode",
        HttpMethod.Post,
        "{preverified_number_id}/request_code",
        Json.Default.RequestCode,
        CoreJson.Default.Acknowledgement
    );

    internal static readonly GraphOperation<VerifyCode, CodeVerified> Verify = new(
        "verifyPreVerifiedPhoneNumberCode",
        HttpMethod.Post,
        "{preverified_number_id}/verify_code",
        Json.Default.VerifyCode,
        Json.Default.CodeVerified
    );

    private readonly GraphSession _session;

    internal PreVerifiedNumberOperations(GraphSession session) => _session = session;

    /// <summary>Lists the numbers of the pool.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Numbers.</remarks>
    public Task<Page<PreVerifiedNumber>> ListAsync(
        string businessId,
        ListPreVerifiedNumbers? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Lists the numbers of the pool, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Numbers.</remarks>
    public IAsyncEnumerable<PreVerifiedNumber> ListAllAsync(
        string businessId,
        ListPreVerifiedNumbers? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Adds a number to the pool; next, request a code and verify the number.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Business Phone Numbers.</remarks>
    public Task<CreatedNode> AddAsync(
        string businessId,
        AddPreVerifiedNumber request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Add.At(businessId), request, cancellationToken);

    /// <summary>Shares a number with a partner.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Number Sharing.</remarks>
    public Task<Acknowledgement> ShareAsync(
        string businessId,
        SharePreVerifiedNumber request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Share.At(businessId), request, cancellationToken);

    /// <summary>Reads a number.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Numbers.</remarks>
    public Task<PreVerifiedNumber> GetAsync(
        string preverifiedNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(preverifiedNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Removes a number from the pool.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Numbers.</remarks>
    public Task<Acknowledgement> DeleteAsync(
        string preverifiedNumberId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Delete.At(preverifiedNumberId), cancellationToken);

    /// <summary>Lists the partners that a number is shared with.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Number Partners.</remarks>
    public Task<Page<NumberPartner>> ListPartnersAsync(
        string preverifiedNumberId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListPartners.At(preverifiedNumberId), query ?? new(), cancellationToken);

    /// <summary>Lists the partners that a number is shared with, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Number Partners.</remarks>
    public IAsyncEnumerable<NumberPartner> ListPartnersAllAsync(
        string preverifiedNumberId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListPartners.At(preverifiedNumberId), query ?? new(), cancellationToken);

    /// <summary>Asks for a verification code by text message or call.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Numbers.</remarks>
    public Task<Acknowledgement> RequestCodeAsync(
        string preverifiedNumberId,
        RequestCode request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(AskForCode.At(preverifiedNumberId), request, cancellationToken);

    /// <summary>Proves ownership with the received code.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Pre-Verified Phone Numbers.</remarks>
    public Task<CodeVerified> VerifyCodeAsync(
        string preverifiedNumberId,
        VerifyCode request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Verify.At(preverifiedNumberId), request, cancellationToken);
}
