using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

/// <summary>A key to create; all members are valid.</summary>
internal sealed record NewApiKey(string Name, string[] Scopes, string Role, DateTimeOffset? ExpiresAt);

internal static class ApiKeyRules
{
    private const int MaxName = 100;

    /// <summary>Returns the key that a request asks for, or the request's first fault.</summary>
    public static Outcome<NewApiKey> Read(CreateApiKeyRequest request, Caller caller, DateTimeOffset now)
    {
        if (request.Name is not { Length: <= MaxName } name || string.IsNullOrWhiteSpace(name))
            return Problem.Invalid("name", $"'name' is required, 1 to {MaxName} characters.");
        if (request.Scopes is { Length: 0 } || request.Scopes?.Except(Scopes.All).Any() == true)
        {
            return Problem.Invalid(
                "scopes",
                $"'scopes' must be a non-empty list out of: {string.Join(", ", Scopes.All)}."
            );
        }
        var scopes = request.Scopes ?? Scopes.Default;
        if (scopes.Except(caller.Scopes).Any())
            return Problem.Invalid("scopes", "A key cannot be given a scope that the calling key lacks.");
        var role = request.Role ?? Roles.Admin;
        if (!Roles.All.Contains(role))
            return Problem.Invalid("role", $"'role' must be one of: {string.Join(", ", Roles.All)}.");
        if (request.ExpiresAt <= now)
            return Problem.Invalid("expiresAt", "'expiresAt' must be in the future.");
        return new NewApiKey(name, scopes, role, request.ExpiresAt);
    }
}
