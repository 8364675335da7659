namespace Patchbay.Server.Platform;

/// <summary>
/// An organization in one environment: the owner of rows. Store methods take it as their first argument.
/// </summary>
public readonly record struct Tenant(Guid OrganizationId, string Environment)
{
    /// <summary>Limits a statement to the rows of the tenant that <see cref="TenantSessions.Of"/> was given.</summary>
    public const string Filter = "organization_id = @OrganizationId and environment = @Environment";
}

/// <summary>
/// The two environments of an organization. The caller's key or session decides which environment a request uses.
/// </summary>
public static class Environments
{
    public const string Sandbox = "sandbox",
        Production = "production";

    public static readonly string[] All = [Sandbox, Production];
}
