namespace Patchbay.Server.Platform;

/// <summary>Whose rows, and which half of them: every store method takes this first.</summary>
public readonly record struct Tenant(Guid OrganizationId, string Environment)
{
    /// <summary>Limits a statement to the rows of the tenant that <see cref="TenantSessions.Of"/> was given.</summary>
    public const string Filter = "organization_id = @OrganizationId and environment = @Environment";
}

/// <summary>The two environments of an organization. A key fixes one; a request never names it.</summary>
public static class Environments
{
    public const string Sandbox = "sandbox",
        Production = "production";

    public static readonly string[] All = [Sandbox, Production];
}
