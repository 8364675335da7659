namespace Patchbay.Server.Platform.Auth;

/// <summary>The API key or user that calls, its tenant, and its rights. Handlers take it as a parameter.</summary>
public sealed record Caller(Guid Id, Tenant Tenant, IReadOnlySet<string> Scopes, string Role)
{
    /// <summary>True for a user who logged in; false for a key.</summary>
    public bool IsUser { get; init; }

    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
