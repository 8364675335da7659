using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

internal static class ApiKeyRules
{
    private const int MaxName = 100;

    public static Problem? Check(CreateApiKeyRequest request, Caller caller, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MaxName)
        {
            return Problem.Invalid("name", $"'name' is required, 1 to {MaxName} characters.");
        }
        if (request.Scopes is { Length: 0 } || request.Scopes?.Except(Scopes.All).Any() == true)
        {
            return Problem.Invalid(
                "scopes",
                $"'scopes' must be a non-empty list out of: {string.Join(", ", Scopes.All)}."
            );
        }
        if ((request.Scopes ?? Scopes.Default).Except(caller.Scopes).Any())
        {
            return Problem.Invalid("scopes", "A key cannot be given a scope that the key making it lacks.");
        }
        if (request.Role is { } role && !Roles.All.Contains(role))
        {
            return Problem.Invalid("role", $"'role' must be one of: {string.Join(", ", Roles.All)}.");
        }
        return request.ExpiresAt <= now ? Problem.Invalid("expiresAt", "'expiresAt' must be in the future.") : null;
    }
}
