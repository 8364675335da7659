namespace Patchbay.Server.Platform.Auth;

/// <summary>Who calls, an API key or a user, whose tenant that is, and what it may do. A handler takes it as a parameter.</summary>
public sealed record Caller(Guid Id, Tenant Tenant, IReadOnlySet<string> Scopes, string Role)
{
    /// <summary>Logged in with e-mail and password; otherwise it is a key.</summary>
    public bool IsUser { get; init; }

    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
