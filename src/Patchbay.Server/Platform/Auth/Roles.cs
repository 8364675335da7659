namespace Patchbay.Server.Platform.Auth;

/// <summary>
/// The roles of users and keys. A role means the same on every surface: the scopes that it allows. A caller needs a
/// scope and a role that allows it.
/// </summary>
public static class Roles
{
    public const string Admin = "admin",
        Supervisor = "supervisor",
        Agent = "agent";

    /// <summary>The roles, highest first. A role allows everything that the roles after it allow.</summary>
    public static readonly string[] All = [Admin, Supervisor, Agent];

    // An agent works on conversations. A supervisor also sees all settings, and can give away its own rights.
    private static readonly HashSet<string> AgentScopes =
            new([Auth.Scopes.PhonesRead, Auth.Scopes.MessagesRead, Auth.Scopes.MessagesWrite], StringComparer.Ordinal),
        SupervisorScopes =
            new(
                [
                    .. AgentScopes,
                    .. Auth.Scopes.All.Where(scope => scope.EndsWith(":read", StringComparison.Ordinal)),
                    Auth.Scopes.ApiKeysAdmin,
                ],
                StringComparer.Ordinal
            ),
        AdminScopes = new(Auth.Scopes.All, StringComparer.Ordinal);

    /// <summary>The scopes that a role allows; none for an unknown role.</summary>
    public static IReadOnlySet<string> ScopesOf(string role) =>
        role switch
        {
            Admin => AdminScopes,
            Supervisor => SupervisorScopes,
            Agent => AgentScopes,
            _ => new HashSet<string>(StringComparer.Ordinal),
        };

    /// <summary>Whether a role is the other role or a higher one.</summary>
    public static bool Covers(string role, string other) =>
        Array.IndexOf(All, role) is >= 0 and var rank && rank <= Array.IndexOf(All, other);

    /// <summary>The roles that allow a scope.</summary>
    public static IEnumerable<string> Allowing(string scope) => All.Where(role => ScopesOf(role).Contains(scope));
}
