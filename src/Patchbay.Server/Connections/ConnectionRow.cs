using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections;

/// <summary>Credentials for one account at one provider.</summary>
public sealed class ConnectionRow
{
    public required string Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Provider { get; init; }
    public required string Channel { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>Meta's id of the WhatsApp Business Account.</summary>
    public string? WabaId { get; init; }

    /// <summary>Meta's id of the WhatsApp number.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>Meta's id of the Instagram account.</summary>
    public string? IgBusinessAccountId { get; init; }

    /// <summary>Meta's id of the Facebook page.</summary>
    public string? PageId { get; init; }

    /// <summary>The account's id at a payment provider.</summary>
    public string? ProviderAccountId { get; init; }

    /// <summary>Meta's token, sealed.</summary>
    public byte[]? AccessToken { get; init; }

    /// <summary>
    /// Sealed: a payment provider's API key or client secret, or the secret of the Meta app that came with the token.
    /// </summary>
    public byte[]? ApiSecret { get; init; }

    /// <summary>The secret with which a payment provider signs its webhooks, sealed.</summary>
    public byte[]? WebhookSecret { get; init; }

    /// <summary>Who receives payments, as sealed JSON.</summary>
    public byte[]? PaymentReceiver { get; init; }

    /// <summary>JSON of the provider's payment capabilities.</summary>
    public string? PaymentCapabilities { get; init; }

    /// <summary>JSON of the provider's capabilities for agents.</summary>
    public string? AgenticCapabilities { get; init; }

    public string? DefaultParticipantId { get; init; }
    public string? AgentId { get; init; }
    public string? AgenticApiBaseUrl { get; init; }

    /// <summary>Whether this connection is chosen among several payment connections.</summary>
    public bool IsActive { get; init; }

    public string? CredentialLastFour { get; init; }
    public string? TokenSource { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public DateTimeOffset? TokenRefreshedAt { get; init; }
    public DateTimeOffset? TokenRotatedAt { get; init; }

    /// <summary>How the token is renewed: one of <see cref="TokenKinds"/>.</summary>
    public string? TokenKind { get; init; }

    /// <summary>Meta's id of the user the token belongs to.</summary>
    public string? TokenUserId { get; init; }

    /// <summary>The Meta app of the token, if its secret came with the token; null for the configured app.</summary>
    public string? MetaAppId { get; init; }

    /// <summary>Keyed hash of the token, which finds the connection when Meta refuses the token.</summary>
    public byte[]? TokenHash { get; init; }

    /// <summary>JSON of the newest live check.</summary>
    public string? Checks { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }
    public DateTimeOffset? CheckDueAt { get; init; }
    public DateTimeOffset? RefreshDueAt { get; init; }
    public long RefreshFailures { get; init; }

    /// <summary>When the published move of the number's callback was found; null while events come here.</summary>
    public DateTimeOffset? CallbackMovedAt { get; init; }

    public DateTimeOffset? ExpiryWarnedAt { get; init; }

    /// <summary>Goes up with every change; a write based on an older version changes nothing.</summary>
    public required long RowVersion { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DisconnectedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

public static class ConnectionStatus
{
    public const string Pending = "pending",
        Connected = "connected",
        Suspended = "suspended",
        Disconnected = "disconnected";

    public static readonly string[] All = [Pending, Connected, Suspended, Disconnected];
}

public static class Providers
{
    public const string Meta = "meta",
        Iniciador = "iniciador",
        AbacatePay = "abacate_pay";
}

public static class TokenSources
{
    public const string Manual = "manual",
        EmbeddedSignup = "embedded_signup";
}

/// <summary>The kinds of tokens that Meta issues.</summary>
public static class TokenKinds
{
    public const string SystemUser = "system_user",
        User = "user",
        Page = "page",
        Instagram = "instagram";
}
