using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Auth;

/// <summary>Reads <c>Authorization: Bearer</c> or <c>X-Api-Key</c>, on every surface alike.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    ApiKeyStore keys, TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    private static readonly Problem
        Missing = new(401, Codes.MissingApiKey, "Send your API key as 'Authorization: Bearer …' or 'X-Api-Key: …'."),
        Invalid = new(401, Codes.InvalidApiKey, "This API key is not valid."),
        Expired = new(401, Codes.ExpiredApiKey, "This API key has expired.");

    private Problem _refusal = Missing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (PresentedKey() is not { } text) return AuthenticateResult.NoResult();
        var key = ApiKeyText.TryParse(text, out var lookupId) ? await keys.FindByLookupAsync(lookupId, Context.RequestAborted) : null;
        if (key is null || !CryptographicOperations.FixedTimeEquals(key.SecretHash, ApiKeyText.Hash(text)) || key.RevokedAt is not null)
        {
            return Refuse(Invalid);
        }
        if (key.ExpiresAt <= clock.GetUtcNow()) return Refuse(Expired);
        await keys.TouchAsync(key, Context.RequestAborted);
        var caller = key.ToCaller();
        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(caller), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return _refusal.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var metadata = Context.GetEndpoint()?.Metadata;
        var scopes = Context.Features.Get<Caller>()?.Scopes;
        var lacking = metadata?.GetOrderedMetadata<ScopeRequirement>().FirstOrDefault(one => scopes?.Contains(one.Scope) != true)?.Scope;
        var problem = lacking is null
            ? new Problem(403, Codes.InsufficientRole, $"Only for the role {string.Join(" or ", metadata?.GetMetadata<RoleRequirement>()?.Allowed ?? [])}.")
            : new Problem(403, Codes.InsufficientScope, $"This API key lacks the scope '{lacking}'.");
        return problem.ExecuteAsync(Context);
    }

    private AuthenticateResult Refuse(Problem problem)
    {
        _refusal = problem;
        return AuthenticateResult.Fail(problem.Code);
    }

    private string? PresentedKey()
    {
        if (Request.Headers["X-Api-Key"] is [{ Length: > 0 } header]) return header;
        const string scheme = "Bearer ";
        return Request.Headers.Authorization is [{ } value] && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? value[scheme.Length..].Trim()
            : null;
    }

    private static ClaimsPrincipal PrincipalOf(Caller caller) =>
        new(new ClaimsIdentity(caller.Scopes.Select(scope => new Claim(ScopeRequirement.ClaimType, scope)).Append(new Claim(RoleRequirement.ClaimType, caller.Role)), SchemeName));
}
