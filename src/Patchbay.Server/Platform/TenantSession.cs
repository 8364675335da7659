using Dapper;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform;

/// <summary>
/// A session whose statements are about one tenant: each gets <c>@OrganizationId</c> and <c>@Environment</c>, which
/// <see cref="Tenant.Filter"/> uses, in addition to its own parameters.
/// </summary>
public readonly struct TenantSession(DbSession session, Tenant tenant)
{
    public Task<int> ExecuteAsync(string sql, object? args = null) => session.ExecuteAsync(sql, With(args));

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? args = null) =>
        session.FirstOrDefaultAsync<T>(sql, With(args));

    public Task<T?> ScalarAsync<T>(string sql, object? args = null) => session.ScalarAsync<T>(sql, With(args));

    public Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? args = null) =>
        session.ListAsync<T>(sql, With(args));

    /// <summary>Returns one page of a table's rows, and the number of all its rows.</summary>
    /// <param name="page">The page to return.</param>
    /// <param name="rows">The rows: <c>from</c> and <c>where</c>.</param>
    /// <param name="order">The columns to order by.</param>
    /// <param name="args">Parameters of <paramref name="rows"/>.</param>
    public Task<(IReadOnlyList<T> Rows, int Total)> PageAsync<T>(
        Page page,
        string rows,
        string order,
        object? args = null
    ) => PageAsync<T>(page, new PageSelect($"select * {rows} order by {order}", $"select count(*) {rows}"), args);

    /// <summary>Returns one page of what a query selects, and the number of rows that it counts.</summary>
    public async Task<(IReadOnlyList<T> Rows, int Total)> PageAsync<T>(Page page, PageSelect query, object? args = null)
    {
        var parameters = With(args);
        parameters.Add("Limit", page.Limit);
        parameters.Add("Offset", page.Offset);
        return (
            await session.ListAsync<T>($"{query.Select} limit @Limit offset @Offset", parameters),
            await session.ScalarAsync<int>(query.Count, parameters)
        );
    }

    private DynamicParameters With(object? args)
    {
        var parameters = new DynamicParameters(args);
        parameters.Add("OrganizationId", tenant.OrganizationId);
        parameters.Add("Environment", tenant.Environment);
        return parameters;
    }
}

/// <summary>A list in pages: the select with its order, and the select that counts its rows.</summary>
public readonly record struct PageSelect(string Select, string Count);

public static class TenantSessions
{
    /// <summary>Returns a session for statements about one tenant.</summary>
    public static TenantSession Of(this DbSession session, Tenant tenant) => new(session, tenant);
}
