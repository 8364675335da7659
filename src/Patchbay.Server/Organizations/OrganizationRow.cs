namespace Patchbay.Server.Organizations;

public sealed class OrganizationRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
