namespace Patchbay.Server.Platform;

/// <summary>Whose rows, and which half of them: every store method takes this first.</summary>
public readonly record struct Tenant(Guid OrganizationId, string Environment);

/// <summary>The two environments of an organization. A key fixes one; a request never names it.</summary>
public static class Environments
{
    public const string Sandbox = "sandbox",
        Production = "production";

    public static readonly string[] All = [Sandbox, Production];
}
