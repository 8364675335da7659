namespace Patchbay.Server.Platform.Auth;

/// <summary>The rights of a key, as <c>resource:verb</c>.</summary>
public static class Scopes
{
    public const string ProviderConnectionsRead = "provider_connections:read",
        ProviderConnectionsWrite = "provider_connections:write",
        IntegrationsRead = "integrations:read",
        IntegrationsWrite = "integrations:write",
        InstancesRead = "instances:read",
        InstancesWrite = "instances:write",
        OnboardingLinksRead = "onboarding_links:read",
        OnboardingLinksWrite = "onboarding_links:write",
        PhonesRead = "phones:read",
        MessagesRead = "messages:read",
        MessagesWrite = "messages:write",
        WebhooksRead = "webhooks:read",
        WebhooksWrite = "webhooks:write",
        AuditRead = "audit:read",
        ApiKeysAdmin = "api_keys:admin",
        UsersAdmin = "users:admin",
        RedirectOriginsAdmin = "redirect_origins:admin";

    public static readonly string[] All =
    [
        ProviderConnectionsRead,
        ProviderConnectionsWrite,
        IntegrationsRead,
        IntegrationsWrite,
        InstancesRead,
        InstancesWrite,
        OnboardingLinksRead,
        OnboardingLinksWrite,
        PhonesRead,
        MessagesRead,
        MessagesWrite,
        WebhooksRead,
        WebhooksWrite,
        AuditRead,
        ApiKeysAdmin,
        UsersAdmin,
        RedirectOriginsAdmin,
    ];

    /// <summary>
    /// The scopes of a key that was created without a list: all except those that end in <c>:admin</c>.
    /// </summary>
    public static readonly string[] Default =
    [
        .. All.Where(scope => scope is not (ApiKeysAdmin or UsersAdmin or RedirectOriginsAdmin)),
    ];

    /// <summary>The scopes of all routes that a logged-in user can reach; the role narrows them.</summary>
    public static readonly IReadOnlySet<string> OfUsers = new HashSet<string>(
        [IntegrationsRead, IntegrationsWrite, UsersAdmin],
        StringComparer.Ordinal
    );
}
