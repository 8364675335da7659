namespace Patchbay.Server.Organizations.Users;

/// <summary>How a change of a user ended.</summary>
public enum UserChange
{
    Done,
    NotFound,
    LastAdmin,

    /// <summary>The user has rights that the caller lacks.</summary>
    AboveCaller,
}

/// <summary>A change of a user; members that are null stay as they are.</summary>
/// <param name="Name">The new name.</param>
/// <param name="Role">The new role.</param>
/// <param name="PasswordHash">The hash of the new password, which ends every session.</param>
public sealed record UserUpdate(string? Name, string? Role, string? PasswordHash)
{
    /// <summary>Whether the change gives somebody the rights of the user.</summary>
    public bool GivesRights => Role is not null || PasswordHash is not null;

    public IEnumerable<string> Members =>
        new[]
        {
            Name is null ? null : "name",
            Role is null ? null : $"role ({Role})",
            PasswordHash is null ? null : "password",
        }.OfType<string>();
}
