using Patchbay.Graph.BusinessAccounts;
using Json = Patchbay.Graph.Businesses.BusinessesJson;

namespace Patchbay.Graph.Businesses;

/// <summary>Business portfolios: their WhatsApp accounts, credit lines and marketing onboarding.</summary>
public sealed class BusinessOperations
{
    internal static readonly GraphOperation<FieldsQuery, Business> Get = new(
        "getBusinessPortfolioSpecificFields",
        HttpMethod.Get,
        "{business_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.Business
    );

    internal static readonly GraphOperation<ListBusinessAccounts, Page<BusinessAccount>> ListAccounts = new(
        "listWhatsAppBusinessAccounts",
        HttpMethod.Get,
        "{business_id}/whatsapp_business_accounts",
        Json.Default.ListBusinessAccounts,
        Json.Default.PageBusinessAccount
    );

    internal static readonly GraphOperation<CreateBusinessAccount, CreatedBusinessAccount> CreateAccount = new(
        "createWhatsAppBusinessAccount",
        HttpMethod.Post,
        "{business_id}/whatsapp_business_accounts",
        Json.Default.CreateBusinessAccount,
        Json.Default.CreatedBusinessAccount
    );

    internal static readonly GraphOperation<ListBusinessAccounts, Page<BusinessAccount>> ListOwned = new(
        "getOwnedWhatsAppBusinessAccounts",
        HttpMethod.Get,
        "{business_id}/owned_whatsapp_business_accounts",
        Json.Default.ListBusinessAccounts,
        Json.Default.PageBusinessAccount
    );

    internal static readonly GraphOperation<ListBusinessAccounts, Page<BusinessAccount>> ListClients = new(
        "getClientWhatsAppBusinessAccounts",
        HttpMethod.Get,
        "{business_id}/client_whatsapp_business_accounts",
        Json.Default.ListBusinessAccounts,
        Json.Default.PageBusinessAccount
    );

    internal static readonly GraphOperation<PageQuery, Page<CreditLine>> ListCredit = new(
        "getCreditLines",
        HttpMethod.Get,
        "{business_id}/extendedcredits",
        CoreJson.Default.PageQuery,
        Json.Default.PageCreditLine
    );

    internal static readonly GraphOperation<MarketingOnboarding, MarketingOnboarded> OnboardMarketing = new(
        "onboardPartnersToMMLite",
        HttpMethod.Post,
        "{business_id}/onboard_partners_to_mm_lite",
        Json.Default.MarketingOnboarding,
        Json.Default.MarketingOnboarded
    )
    {
        Input = GraphInput.Query,
    };

    private readonly GraphSession _session;

    internal BusinessOperations(GraphSession session) => _session = session;

    /// <summary>Reads a portfolio.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Business Portfolio.</remarks>
    public Task<Business> GetAsync(
        string businessId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(businessId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Lists the portfolio's WhatsApp accounts.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Reference &gt; Business Portfolio &gt; WhatsApp Business Accounts.
    /// </remarks>
    public Task<Page<BusinessAccount>> ListAccountsAsync(
        string businessId,
        ListBusinessAccounts? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListAccounts.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Lists the portfolio's WhatsApp accounts, all pages.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Reference &gt; Business Portfolio &gt; WhatsApp Business Accounts.
    /// </remarks>
    public IAsyncEnumerable<BusinessAccount> ListAccountsAllAsync(
        string businessId,
        ListBusinessAccounts? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListAccounts.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Creates a WhatsApp account in the portfolio.</summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Reference &gt; Business Portfolio &gt; WhatsApp Business Accounts.
    /// </remarks>
    public Task<CreatedBusinessAccount> CreateAccountAsync(
        string businessId,
        CreateBusinessAccount request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(CreateAccount.At(businessId), request, cancellationToken);

    /// <summary>Lists the WhatsApp accounts that the portfolio owns.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Owned WhatsApp Business Accounts.</remarks>
    public Task<Page<BusinessAccount>> ListOwnedAccountsAsync(
        string businessId,
        ListBusinessAccounts? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListOwned.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Lists the WhatsApp accounts that the portfolio owns, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Owned WhatsApp Business Accounts.</remarks>
    public IAsyncEnumerable<BusinessAccount> ListOwnedAccountsAllAsync(
        string businessId,
        ListBusinessAccounts? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListOwned.At(businessId), query ?? new(), cancellationToken);

    /// <summary>
    /// Lists the clients' WhatsApp accounts that are shared with the portfolio; use the list when a sign-up webhook was
    /// missed.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Client WhatsApp Business Accounts.</remarks>
    public Task<Page<BusinessAccount>> ListClientAccountsAsync(
        string businessId,
        ListBusinessAccounts? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListClients.At(businessId), query ?? new(), cancellationToken);

    /// <summary>
    /// Lists the clients' WhatsApp accounts that are shared with the portfolio, all pages; use the list when a sign-up
    /// webhook was missed.
    /// </summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Client WhatsApp Business Accounts.</remarks>
    public IAsyncEnumerable<BusinessAccount> ListClientAccountsAllAsync(
        string businessId,
        ListBusinessAccounts? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListClients.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Lists the portfolio's credit lines.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Billing.</remarks>
    public Task<Page<CreditLine>> ListCreditLinesAsync(
        string businessId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListCredit.At(businessId), query ?? new(), cancellationToken);

    /// <summary>Invites the clients of partners to the marketing messages API.</summary>
    /// <exception cref="GraphApiException">Code 1752041: the client is already invited.</exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; MM Lite Onboarding.</remarks>
    public Task<MarketingOnboarded> OnboardPartnersToMarketingAsync(
        string businessId,
        MarketingOnboarding? request = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(OnboardMarketing.At(businessId), request ?? new(), cancellationToken);
}
