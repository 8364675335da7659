namespace Patchbay.Server.Organizations;

public sealed class OrganizationRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>JSON list of the origins that links may redirect to; null allows every https origin.</summary>
    public string? RedirectOrigins { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string[]? RedirectOriginList => Platform.JsonLists.Read(RedirectOrigins);
}
