namespace Patchbay.Server.Organizations.Users;

/// <summary>The members of a log-in; all are valid.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="Password">As it was given.</param>
/// <param name="Environment">The environment of the user; null looks in both.</param>
/// <param name="Organization">The id or name of the user's organization; null looks in all.</param>
/// <param name="Code">A code of the second factor, or a recovery code.</param>
internal sealed record Credentials(
    string Email,
    string Password,
    string? Environment,
    string? Organization,
    string? Code
);
