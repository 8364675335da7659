using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>An account of a channel. One of Meta's is a view on a connection, which keeps its token and ids.</summary>
public sealed record AccountRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The name of its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Unique in the channel.</summary>
    public required string AccountKey { get; init; }

    public required string DisplayName { get; init; }
    public bool IsActive { get; init; }
    public bool IsDefault { get; init; }
    public Guid? DivisionId { get; init; }

    /// <summary>Null for e-mail.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>JSON object of the settings that are no secrets and that no connection keeps.</summary>
    public required string Config { get; init; }

    /// <summary>Sealed: JSON object of the secrets that no connection keeps.</summary>
    public byte[]? Secrets { get; init; }

    /// <summary>Sealed.</summary>
    public required byte[] VerifyToken { get; init; }

    /// <summary>Keyed hash, to find the account by.</summary>
    public required byte[] VerifyTokenHash { get; init; }

    /// <summary>The last part of the account's webhook address.</summary>
    public required string HookId { get; init; }

    /// <summary>Goes up with every change; a write based on an older version changes nothing.</summary>
    public long RowVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

/// <summary>An account to be made, or what is to become of the one with this connection or key.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Channel">The name of its channel.</param>
/// <param name="AccountKey">Unique in the channel.</param>
/// <param name="DisplayName">Null: as the connection is named.</param>
public sealed record AccountDraft(Tenant Tenant, string Channel, string AccountKey, string? DisplayName)
{
    /// <summary>The account to change; null: the one with this connection or key, or a new one.</summary>
    public Guid? Id { get; init; }

    public string? ConnectionId { get; init; }
    public Guid? DivisionId { get; init; }

    /// <summary>Null: active, or as it was.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Becomes its channel's default; a channel's first active account does so anyway.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What no connection keeps, secrets among it; null leaves an account's as they are.</summary>
    public IReadOnlyDictionary<string, string>? Config { get; init; }

    /// <summary>An account that is there takes key, name and division from here; otherwise it keeps its own.</summary>
    public bool Replaces { get; init; }

    /// <summary>The version that this was made from; when the account is another by now, nothing is stored.</summary>
    public long? ReadVersion { get; init; }
}
