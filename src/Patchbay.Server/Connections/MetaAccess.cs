using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>A token, and what it gives access to at Meta.</summary>
internal sealed record MetaAccess(Secret Token, string Kind, string? UserId = null, DateTimeOffset? ExpiresAt = null)
{
    public BusinessAccount? Account { get; init; }
    public PhoneNumber? Number { get; init; }
    public string? InstagramId { get; init; }
    public string? PageId { get; init; }
    public string? Name { get; init; }
    public string? Username { get; init; }
}
