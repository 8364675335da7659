namespace Patchbay.Graph.Businesses;

/// <summary>Business portfolios.</summary>
public sealed class BusinessOperations
{
    internal static readonly GraphOperation<FieldsQuery, Business> Get =
        new("getBusinessPortfolioSpecificFields", HttpMethod.Get, "{business_id}", CoreJson.Default.FieldsQuery, BusinessesJson.Default.Business);

    private readonly GraphSession _session;

    internal BusinessOperations(GraphSession session) => _session = session;

    /// <summary>Reads a portfolio.</summary>
    /// <param name="businessId">The portfolio's id.</param>
    /// <param name="fields">Comma-separated fields; Meta's default set when null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Business> GetAsync(string businessId, string? fields = null, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Get.At(businessId), new FieldsQuery { Fields = fields }, cancellationToken);
}
