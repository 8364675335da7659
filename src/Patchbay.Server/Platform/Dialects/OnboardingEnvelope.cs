namespace Patchbay.Server.Platform.Dialects;

/// <summary>The onboarding surface answers one object as <c>{data}</c>.</summary>
public sealed record DataAnswer<T>(T Data);

/// <summary>The onboarding surface answers a page as <c>{data,meta:{pagination}}</c>.</summary>
public sealed record ListAnswer<T>(IReadOnlyList<T> Data, ListMeta Meta)
{
    public static ListAnswer<T> Of(IReadOnlyList<T> data, Page page, int total) =>
        new(data, new(new(page.Number, page.Limit, total, page.Offset + data.Count < total)));
}

public sealed record ListMeta(Pagination Pagination);

public sealed record Pagination(int Page, int Limit, int Total, bool HasMore);
