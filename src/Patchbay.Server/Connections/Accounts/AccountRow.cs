using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>
/// An account of a channel. An account at Meta is a view on a connection, which stores its token and ids.
/// </summary>
public sealed record AccountRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The name of its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The account's key, unique in the channel.</summary>
    public required string AccountKey { get; init; }

    public required string DisplayName { get; init; }
    public bool IsActive { get; init; }
    public bool IsDefault { get; init; }
    public Guid? DivisionId { get; init; }

    /// <summary>The connection; null for an e-mail account.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>JSON object of the settings that are not secret and that no connection stores.</summary>
    public required string Config { get; init; }

    /// <summary>Sealed JSON object of the secrets that no connection stores.</summary>
    public byte[]? Secrets { get; init; }

    /// <summary>The verify token, sealed.</summary>
    public required byte[] VerifyToken { get; init; }

    /// <summary>Keyed hash of the verify token, which finds the account.</summary>
    public required byte[] VerifyTokenHash { get; init; }

    /// <summary>The last part of the account's webhook address.</summary>
    public required string HookId { get; init; }

    /// <summary>Goes up with every change; a write based on an older version changes nothing.</summary>
    public long RowVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

/// <summary>An account to create, or the new state of the account with this connection or key.</summary>
/// <param name="Tenant">The owner of the account.</param>
/// <param name="Channel">The name of its channel.</param>
/// <param name="AccountKey">The account's key, unique in the channel.</param>
/// <param name="DisplayName">The name to show; null for the connection's name.</param>
public sealed record AccountDraft(Tenant Tenant, string Channel, string AccountKey, string? DisplayName)
{
    /// <summary>The account to change. Null: the account with this connection or key, or a new account.</summary>
    public Guid? Id { get; init; }

    public string? ConnectionId { get; init; }
    public Guid? DivisionId { get; init; }

    /// <summary>Null: a new account is active, and an existing account stays as it is.</summary>
    public bool? IsActive { get; init; }

    /// <summary>
    /// Whether to make the account its channel's default. A channel's first active account always becomes the default.
    /// </summary>
    public bool IsDefault { get; init; }

    /// <summary>
    /// The settings that no connection stores, including secrets; null leaves an existing account's settings as they
    /// are.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Config { get; init; }

    /// <summary>
    /// Whether an existing account takes key, name and division from this draft. Otherwise it keeps its own.
    /// </summary>
    public bool Replaces { get; init; }

    /// <summary>
    /// The version that the draft was made from. When the account has another version by now, nothing is stored.
    /// </summary>
    public long? ReadVersion { get; init; }
}
