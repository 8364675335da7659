namespace Patchbay.Server.Platform.Auth;

/// <summary>Who calls: the key, its tenant, and what it may do. A handler takes it as a parameter.</summary>
public sealed record Caller(Guid ApiKeyId, Tenant Tenant, IReadOnlySet<string> Scopes, string Role)
{
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}
